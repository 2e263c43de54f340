import type { Locator } from 'playwright-core';
import type { NodeName } from './support/editor/description';
import { Editor } from './support/editor/editor';
import { NodesPanel } from './support/editor/nodesPanel';
import { takePicture } from './support/editor/screenshot';
import { chain, manualTrigger, ourNode } from './support/editor/workflows';
import { raiseStage, type Stage } from './support/stage';

let stage: Stage;

beforeAll(async () => {
	stage = await raiseStage();
});
afterAll(() => stage?.close());

/** The URL of an icon that the browser has actually drawn. */
async function drawn(icon: Locator): Promise<string> {
	await icon.waitFor();
	const width = await icon.evaluate(async (image) => {
		await image.decode();
		return image.naturalWidth;
	});
	expect(width).toBeGreaterThan(0);
	return (await icon.getAttribute('src')) ?? '';
}

const ICONS = { light: '.svg', dark: '.dark.svg' };

describe.each(['light', 'dark'] as const)('the nodes in the editor, theme %s', (theme) => {
	let editor: Editor;
	let panel: NodesPanel;

	beforeAll(async () => {
		editor = await Editor.open(stage, theme);
		const nodes = [manualTrigger(), ourNode('KarmaCheck'), ourNode('Kelviq')];
		await editor.openWorkflow(chain('Both nodes', nodes));
		panel = new NodesPanel(editor.page);
		await panel.open();
	});
	afterAll(() => editor?.close());

	it('have their icons on the canvas', async () => {
		for (const node of ['karmacheck', 'kelviq']) {
			const icon = editor.page.getByTestId('canvas').locator(`img[src*="/dist/icons/${node}"]`);
			expect(await drawn(icon)).toMatch(new RegExp(`/icons/${node}${ICONS[theme]}$`));
		}
	});

	const searches: Array<[words: string, found: NodeName[]]> = [
		['karmacheck', ['KarmaCheck']],
		['kelviq', ['Kelviq']],
		['background check', ['KarmaCheck']],
		['upload document', ['KarmaCheck', 'Kelviq']],
		['attach document', ['KarmaCheck']],
		['signed pdf', ['KarmaCheck']],
		['product image', ['Kelviq']],
		['presigned', ['KarmaCheck', 'Kelviq']],
		['recruit', ['KarmaCheck']],
		['upload', ['KarmaCheck', 'Kelviq']],
	];
	it.each(searches)("are found by searching '%s', with their icons", async (words, found) => {
		await panel.search(words);
		for (const node of found) {
			const src = await drawn(panel.found(node).locator('img').first());
			expect(src).toMatch(new RegExp(`/icons/${node.toLowerCase()}${ICONS[theme]}$`));
		}
		if (words === 'upload') await takePicture(editor.page, `nodes-panel-${theme}`);
	});

	it('make no complaint in the console', () => {
		expect(editor.complaints).toEqual([]);
	});
});
