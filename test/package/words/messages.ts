import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { resolver } from './resolve';

/** A text that the code may show, and where it stands. */
export interface Message {
	where: string;
	/** `literal`: any text of the code; the others are what becomes of some of them. */
	role: 'what' | 'reason' | 'remedy' | 'whole' | 'hint' | 'literal';
	/** With `…` for what is filled in. */
	text: string;
}

export interface Messages {
	texts: Message[];
	/** Where a StepError is constructed without saying what to do. */
	withoutRemedy: string[];
}

/** Properties and parameters that hold a part of a message, by their names. */
const PARTS: Record<string, Message['role']> = {
	what: 'what',
	refusal: 'what',
	remedy: 'remedy',
	whenUnclear: 'remedy',
};
/** Where the same names mean something else. */
const ARGUMENTS: Record<string, Array<Message['role'] | undefined>> = {
	inputError: ['reason', 'remedy'],
	unexpected: [undefined, 'reason'],
	UserError: ['whole'],
	NodeOperationError: [undefined, 'whole'],
};

const root = join(__dirname, '../../..');

/** Every text in the code of the nodes and credentials, in the order of the files. */
export function messages(): Messages {
	const config = join(root, 'tsconfig.build.json');
	const { options, fileNames } = ts.parseJsonConfigFileContent(
		ts.readConfigFile(config, ts.sys.readFile).config,
		ts.sys,
		dirname(config),
	);
	const program = ts.createProgram(fileNames, { ...options, noEmit: true });
	const checker = program.getTypeChecker();
	const textsOf = resolver(checker);
	const found: Messages = { texts: [], withoutRemedy: [] };

	const add = (role: Message['role'], expression: ts.Expression) => {
		for (const { text, node } of textsOf(expression)) {
			found.texts.push({ role, text, where: place(node) });
		}
	};
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
		if (ts.isTypeNode(node)) return;
		if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) add('literal', node);
		if (ts.isPropertyAssignment(node)) {
			const name = node.name.getText();
			if (PARTS[name]) add(PARTS[name], node.initializer);
			if (name === 'remedies') add('remedy', node.initializer);
		}
		if (ts.isShorthandPropertyAssignment(node) && PARTS[node.name.text]) {
			add(PARTS[node.name.text]!, node.name);
		}
		if (ts.isCallExpression(node) || ts.isNewExpression(node)) called(node);
		ts.forEachChild(node, visit);
	};
	const called = (node: ts.CallExpression | ts.NewExpression) => {
		const name = node.expression.getText().split('.').at(-1)!;
		const [first] = node.arguments ?? [];
		if (name === 'StepError' && !(first && hasRemedy(first))) found.withoutRemedy.push(place(node));
		if (name === 'addExecutionHints' && first) add('hint', property(first, 'message') ?? first);
		const parameters = checker.getResolvedSignature(node)?.parameters ?? [];
		node.arguments?.forEach((argument, index) => {
			const roles = ARGUMENTS[name];
			const role = roles ? roles[index] : PARTS[parameters[index]?.name ?? ''];
			if (role) add(role, argument);
		});
	};
	for (const file of program.getSourceFiles()) {
		if (!file.isDeclarationFile && !file.fileName.includes('/node_modules/')) visit(file);
	}
	return { ...found, texts: unique(found.texts) };
}

function place(node: ts.Node): string {
	const file = node.getSourceFile();
	const { line } = file.getLineAndCharacterOfPosition(node.getStart());
	return `${relative(root, file.fileName)}:${line + 1}`;
}

function property(object: ts.Expression, wanted: string): ts.Expression | undefined {
	if (!ts.isObjectLiteralExpression(object)) return undefined;
	const found = object.properties.find((one) => one.name?.getText() === wanted);
	if (!found) return undefined;
	return ts.isPropertyAssignment(found) ? found.initializer : (found.name as ts.Identifier);
}

/** Its own, or that of another error it repeats. */
function hasRemedy(options: ts.Expression): boolean {
	if (!ts.isObjectLiteralExpression(options)) return ts.isIdentifier(options);
	const remedy = property(options, 'remedy');
	if (remedy) return !(ts.isStringLiteralLike(remedy) && !remedy.text.trim());
	return options.properties.some(ts.isSpreadAssignment);
}

function unique(texts: Message[]): Message[] {
	const seen = new Set<string>();
	return texts.filter((one) => {
		const key = JSON.stringify(one);
		return !seen.has(key) && seen.add(key);
	});
}
