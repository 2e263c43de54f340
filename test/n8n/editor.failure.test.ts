import { join } from 'node:path';
import { byId } from '../../tools/demo/operations';
import { Editor } from './support/editor/editor';
import { NodeDetails } from './support/editor/nodeDetails';
import { takePicture, WITHOUT_INPUT } from './support/editor/screenshot';
import { chain, fileReader, manualTrigger, ourNode, stockNode } from './support/editor/workflows';
import { raiseStage, type Stage } from './support/stage';

let stage: Stage;
let editor: Editor;
let details: NodeDetails;

beforeAll(async () => {
	stage = await raiseStage();
	editor = await Editor.open(stage);
	details = new NodeDetails(editor.page);
});
afterAll(() => stage?.close());

/** Puts the file on one item for each candidate, as a list of signed documents comes in. */
const itemsFor = (emails: string[]) =>
	stockNode('Candidates', 'n8n-nodes-base.code', 2, {
		jsCode: `const { binary } = $input.first();
return ${JSON.stringify(emails)}.map((email) => ({ json: { email }, binary }));`,
	});

/** Runs an upload in the editor and returns what a user reads in the output panel. */
async function readRefusal(
	parameters: Parameters<typeof ourNode>[1],
	between: Array<ReturnType<typeof stockNode>> = [],
): Promise<string> {
	const { credentials, caseId } = stage.surroundings;
	const upload = { resource: 'document', operation: 'upload', caseId: byId(caseId), ...parameters };
	const workflow = chain('An upload that does not work', [
		manualTrigger(),
		fileReader(join(stage.filesFolder, 'signed-disclosure.pdf')),
		...between,
		ourNode('KarmaCheck', upload, credentials.karmaCheck),
	]);
	await editor.openWorkflow(workflow);
	await editor.page.getByTestId('execute-workflow-button').click();
	await editor.page
		.getByTestId('node-issues')
		.or(editor.page.getByText('Problem in node'))
		.first()
		.waitFor();
	await details.open('KarmaCheck');
	await details.output.getByTestId('node-error-message').waitFor();
	return await details.output.innerText();
}

describe('an upload that does not work, in the editor', () => {
	it('names the fields that hold a file when the field name is misspelled', async () => {
		const read = await readRefusal({ binaryPropertyName: 'attachment' });
		await takePicture(editor.page, 'failure', WITHOUT_INPUT);
		expect(read).toContain("'attachment'");
		expect(read).toContain("'data'");
	});

	it('names the case when KarmaCheck does not have it', async () => {
		const read = await readRefusal({ caseId: byId('00000000-0000-4000-8000-000000000000') });
		expect(read).toMatch(/case/i);
		expect(read).not.toMatch(/X-Amz|Bearer/);
	});

	it('says of several items which one failed, and what has become of the others', async () => {
		const byEmail = { __rl: true, mode: 'email', value: '={{ $json.email }}' };
		const emails = ['emma.davis@example.com', 'emma.davies@example.com', 'jordan.lee@example.com'];
		const read = await readRefusal({ caseId: byEmail }, [itemsFor(emails)]);
		await takePicture(editor.page, 'failure-batch', WITHOUT_INPUT);
		expect(read).toContain('Item 2 of 3 (1 done): nothing was sent for it');
		expect(read).toContain("'emma.davies@example.com'");
	});
});
