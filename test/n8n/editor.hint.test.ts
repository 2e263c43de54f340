import { join } from 'node:path';
import { byId } from '../../tools/demo/operations';
import { Editor } from './support/editor/editor';
import { NodeDetails } from './support/editor/nodeDetails';
import { ResourceLocator } from './support/editor/resourceLocator';
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

const workflow = (file: string, parameters: Parameters<typeof ourNode>[1]) =>
	chain(`Kelviq: ${file}`, [
		manualTrigger(),
		fileReader(join(stage.filesFolder, file)),
		ourNode('Kelviq', parameters, stage.surroundings.credentials.kelviq),
	]);

describe("files for Kelviq's catalog in the editor", () => {
	it('go to a product that is searched in the list', async () => {
		const parameters = { resource: 'product', operation: 'uploadImages' };
		await editor.openWorkflow(workflow('product-image.png', parameters), 'Kelviq');
		const list = new ResourceLocator(editor.page, 'productId');
		expect(await list.open()).toHaveLength(stage.emulators.kelviq.products.length);
		const found = await list.search('icon', 1);
		expect(found).toEqual([expect.stringContaining('Icon Pack')]);
		await list.choose(String(found[0]));
		await details.close();

		await editor.page.getByTestId('execute-workflow-button').click();
		await editor.page.getByText('Workflow executed successfully').waitFor();
		const [product] = stage.emulators.kelviq.products.filter(({ name }) => name === 'Icon Pack');
		expect(product?.images.map(({ name }) => name)).toEqual(['product-image.png']);

		await details.open('Kelviq');
		await details.showOutputAs('table');
		await details.output.getByText('uploadedImages').first().waitFor();
		await takePicture(editor.page, 'kelviq-images', WITHOUT_INPUT);
		await details.close();
	});

	it('open a draft of a published plan, which output and hint tell', async () => {
		const { planIdentifier } = stage.surroundings;
		const parameters = {
			resource: 'plan',
			operation: 'uploadFiles',
			planIdentifier: byId(planIdentifier),
		};
		await editor.openWorkflow(workflow('pro-suite-1.1.zip', parameters));
		await editor.page.getByTestId('execute-workflow-button').click();
		await editor.page.getByText('Workflow executed successfully').waitFor();
		await details.open('Kelviq');
		await details.output.getByText('draft').first().waitFor();
		await details.showOutputAs('table');
		await details.output.getByText('published', { exact: true }).first().waitFor();
		await takePicture(editor.page, 'kelviq-draft-hint', WITHOUT_INPUT);
	});

	it('make no complaint in the console', () => {
		expect(editor.complaints).toEqual([]);
	});
});
