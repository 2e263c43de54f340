import { Editor } from './support/editor/editor';
import { NodeDetails } from './support/editor/nodeDetails';
import { takePicture } from './support/editor/screenshot';
import { raiseStage, type Stage } from './support/stage';
import { createTriggered, TRIGGER_NODE, type Triggered, VENDORS } from './support/trigger';
import { until } from './support/until';

let stage: Stage;
let editor: Editor;
let details: NodeDetails;

beforeAll(async () => {
	stage = await raiseStage({ credentials: false });
	editor = await Editor.open(stage);
	details = new NodeDetails(editor.page);
});
afterAll(() => stage?.close());

const LABELS = { karmaCheckTrigger: 'KarmaCheck', kelviqTrigger: 'Kelviq' };

describe.each(VENDORS)('the node $node in the editor', (vendor) => {
	let created: Triggered;
	const name = LABELS[vendor.node];

	beforeAll(async () => {
		created = await createTriggered(stage, vendor, { place: 'webhook-test' });
		await editor.goTo(`/workflow/${created.workflow.id}`);
		await editor.page.getByTestId('canvas-wrapper').waitFor();
		await details.open(TRIGGER_NODE);
		editor.complaints.length = 0;
	});

	it('tells what to copy where, for test and production', async () => {
		const { page } = editor;
		await details.parameters.getByText('register in its dashboard').first().waitFor();
		await page.getByText(`Receive events from ${name}`).waitFor();
		await page.getByText('Webhook URLs').first().waitFor();
		await takePicture(page, `trigger-${name.toLowerCase()}`);
	});

	it("takes an event at its test URL, and refuses what is not the vendor's", async () => {
		await editor.page.getByTestId('trigger-execute-button').click();
		await editor.page.getByText(`Waiting for an event from ${name} at the test URL`).waitFor();
		const { url } = created.endpoint;
		const forged = async () => (await fetch(url, { method: 'POST', body: '{}' })).status;
		// The editor says that it listens before n8n does.
		await until('n8n listens', async () => (await forged()) !== 404);
		const refused = await forged();
		const [attempt] = await vendor.webhooks(stage).emit(vendor.event(stage));

		expect(refused).toBe(401);
		expect(attempt).toMatchObject({ status: 200, isDelivered: true });
		await details.showOutputAs('json');
		await details.output.getByText(attempt!.id).first().waitFor();
		await takePicture(editor.page, `trigger-event-${name.toLowerCase()}`);
	});

	it('makes no complaint in the console', () => {
		expect(editor.complaints).toEqual([]);
	});
});
