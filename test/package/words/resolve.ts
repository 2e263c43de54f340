import ts from 'typescript';

export interface Resolved {
	text: string;
	node: ts.Node;
}

/** Finds the texts that an expression may stand for, as far as they are written in the code. */
export function resolver(checker: ts.TypeChecker): (expression: ts.Expression) => Resolved[] {
	const resolving = new Set<ts.Node>();

	function resolve(node: ts.Node | undefined): Resolved[] {
		if (!node || resolving.has(node)) return [];
		resolving.add(node);
		try {
			return textsOf(node);
		} finally {
			resolving.delete(node);
		}
	}

	function textsOf(node: ts.Node): Resolved[] {
		if (ts.isStringLiteralLike(node)) return [{ text: node.text, node }];
		if (ts.isTemplateExpression(node)) {
			const rest = node.templateSpans.map((span) => filled(span.expression) + span.literal.text);
			return [{ text: node.head.text + rest.join(''), node }];
		}
		if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) {
			return resolve(node.expression);
		}
		if (ts.isAwaitExpression(node) || ts.isSpreadAssignment(node)) return resolve(node.expression);
		if (ts.isConditionalExpression(node)) {
			return [...resolve(node.whenTrue), ...resolve(node.whenFalse)];
		}
		if (ts.isBinaryExpression(node)) return [...resolve(node.left), ...resolve(node.right)];
		if (ts.isObjectLiteralExpression(node)) return node.properties.flatMap(resolve);
		if (ts.isPropertyAssignment(node)) return resolve(node.initializer);
		if (ts.isElementAccessExpression(node)) return resolve(node.expression);
		if (ts.isNewExpression(node)) return entries(node);
		if (ts.isCallExpression(node)) return resultOf(node);
		if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) {
			return (symbolOf(node)?.declarations ?? []).flatMap(declared);
		}
		return [];
	}

	/** What a constant stands for, where it is written out; otherwise a gap. */
	function filled(expression: ts.Expression): string {
		const declaration = symbolOf(expression)?.valueDeclaration;
		const initializer =
			declaration && ts.isVariableDeclaration(declaration) && declaration.initializer;
		return initializer && ts.isStringLiteralLike(initializer) ? initializer.text : '…';
	}

	/** The values of a Map that is written out. */
	function entries({
		arguments: [list] = [] as unknown as ts.NodeArray<ts.Expression>,
	}: ts.NewExpression) {
		if (!list || !ts.isArrayLiteralExpression(list)) return [];
		return list.elements.flatMap((entry) =>
			ts.isArrayLiteralExpression(entry) ? resolve(entry.elements[1]) : [],
		);
	}

	function resultOf(call: ts.CallExpression): Resolved[] {
		const { expression: callee } = call;
		if (ts.isPropertyAccessExpression(callee) && callee.name.text === 'get') {
			return resolve(callee.expression);
		}
		if (callee.getText() === 'String') return resolve(call.arguments[0]);
		return (symbolOf(callee)?.declarations ?? []).flatMap(returned);
	}

	function returned(declaration: ts.Declaration): Resolved[] {
		const made =
			ts.isVariableDeclaration(declaration) && declaration.initializer
				? declaration.initializer
				: declaration;
		const isFunction = ts.isFunctionDeclaration(made) || ts.isArrowFunction(made);
		if (!isFunction || !made.body || made.getSourceFile().isDeclarationFile) return [];
		if (!ts.isBlock(made.body)) return resolve(made.body);
		const results: Resolved[] = [];
		const visit = (node: ts.Node): void => {
			if (ts.isReturnStatement(node)) results.push(...resolve(node.expression));
			else if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
		};
		visit(made.body);
		return results;
	}

	/** A variable that changes says nothing by what it starts with. */
	function declared(declaration: ts.Declaration): Resolved[] {
		if (ts.isVariableDeclaration(declaration)) {
			const fixed = ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const;
			return fixed ? resolve(declaration.initializer) : [];
		}
		const hasDefault = ts.isParameter(declaration) || ts.isBindingElement(declaration);
		if (hasDefault || ts.isPropertyAssignment(declaration)) return resolve(declaration.initializer);
		return [];
	}

	function symbolOf(node: ts.Node): ts.Symbol | undefined {
		const symbol = checker.getSymbolAtLocation(node);
		if (!symbol) return undefined;
		return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
	}

	return resolve;
}
