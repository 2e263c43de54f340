import { karmaCheckFields, kelviqFields } from '../../tools/demo/vendors';
import { CredentialDialog } from './support/editor/credentialDialog';
import type { NodeName } from './support/editor/description';
import { Editor } from './support/editor/editor';
import { takePicture } from './support/editor/screenshot';
import { chain, manualTrigger, ourNode } from './support/editor/workflows';
import { raiseStage, type Stage } from './support/stage';

let stage: Stage;
let editor: Editor;

beforeAll(async () => {
	stage = await raiseStage();
	editor = await Editor.open(stage);
});
afterAll(() => stage?.close());

const CASES = [
	{
		node: 'KarmaCheck' as NodeName,
		secrets: ['apiKey', 'clientAccessToken'],
		right: () => karmaCheckFields(stage.emulators.karmaCheck),
		says: 'KarmaCheck did not accept the API key and client access token',
	},
	{
		node: 'Kelviq' as NodeName,
		secrets: ['apiKey'],
		right: () => kelviqFields(stage.emulators.kelviq),
		says: 'Kelviq did not accept this key (401)',
	},
];

describe.each(CASES)('the credential of $node in the editor', ({ node, secrets, right, says }) => {
	let dialog: CredentialDialog;

	beforeAll(async () => {
		await editor.openWorkflow(
			chain(`Credential of ${node}`, [manualTrigger(), ourNode(node)]),
			node,
		);
		dialog = new CredentialDialog(editor.page);
	});

	it('tells what to do when a secret is wrong', async () => {
		await dialog.openNew();
		await dialog.chooseEnvironment('Custom');
		await dialog.fill('baseUrl', String(right().baseUrl));
		for (const name of secrets) await dialog.fill(name, 'wrong');
		await dialog.save();
		await dialog.readRefusal(says);
		await takePicture(editor.page, `credential-refused-${node.toLowerCase()}`);
	});

	it('is tested and saved once the secrets are right', async () => {
		for (const name of secrets) await dialog.fill(name, String(right()[name]));
		await dialog.save();
		await dialog.dialog.waitFor({ state: 'hidden' });
		await dialog.openChosen();
		await dialog.dialog.getByText('Connection tested successfully').waitFor();
		await takePicture(editor.page, `credential-${node.toLowerCase()}`);
		expect(editor.complaints).toEqual([]);
	});
});
