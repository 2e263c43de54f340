import { type NodeName, operationsOf } from './support/editor/description';
import { Editor } from './support/editor/editor';
import { NodeDetails } from './support/editor/nodeDetails';
import { chain, manualTrigger, ourNode } from './support/editor/workflows';
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

describe.each<NodeName>(['KarmaCheck', 'Kelviq'])('the node %s in the editor', (name) => {
	beforeAll(async () => {
		await editor.openWorkflow(chain(`Fields of ${name}`, [manualTrigger(), ourNode(name)]), name);
	});
	beforeEach(() => {
		editor.complaints.length = 0;
	});

	const operations = operationsOf(name).map(
		(shown) => [`${shown.resource}: ${shown.operation}`, shown] as const,
	);
	it.each(operations)('shows every field of %s, in order', async (_, shown) => {
		await details.choose('resource', shown.resource);
		await details.choose('operation', shown.operation);
		expect(await details.labelsWhen(shown.labels)).toEqual(shown.labels);

		if (shown.addable.length > 0) {
			const offered = await details.addAll();
			expect(offered).toEqual(shown.addable.length > 1 ? shown.addable : []);
		}
		expect(await details.labelsWhen(shown.labelsWithAll)).toEqual(shown.labelsWithAll);
		expect(editor.complaints).toEqual([]);
	});
});
