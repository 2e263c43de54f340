import { join } from 'node:path';
import { byId } from '../../tools/demo/operations';
import { Editor } from './support/editor/editor';
import { NodeDetails } from './support/editor/nodeDetails';
import { takePicture, WITHOUT_INPUT } from './support/editor/screenshot';
import { chain, fileReader, manualTrigger, ourNode } from './support/editor/workflows';
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

/** Runs an upload in the editor and returns what a user reads in the output panel. */
async function readRefusal(parameters: Parameters<typeof ourNode>[1]): Promise<string> {
	const { credentials, caseId } = stage.surroundings;
	const upload = { resource: 'document', operation: 'upload', caseId: byId(caseId), ...parameters };
	const workflow = chain('An upload that does not work', [
		manualTrigger(),
		fileReader(join(stage.filesFolder, 'signed-disclosure.pdf')),
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
		await takePicture(editor.page, 'failure-case', WITHOUT_INPUT);
		expect(read).toMatch(/case/i);
		expect(read).not.toMatch(/X-Amz|Bearer/);
	});
});
