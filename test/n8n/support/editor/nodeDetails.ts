import { isDeepStrictEqual } from 'node:util';
import type { Locator, Page } from 'playwright-core';

/** n8n's dialog of one node: its input, its parameters and its output. */
export class NodeDetails {
	readonly parameters: Locator;
	readonly input: Locator;
	readonly output: Locator;

	constructor(private readonly page: Page) {
		this.parameters = page.getByTestId('node-parameters');
		this.input = page.getByTestId('ndv-input-panel');
		this.output = page.getByTestId('output-panel');
	}

	/** The input of a parameter, by its name in the node's description. */
	parameter(name: string): Locator {
		return this.parameters.getByTestId(`parameter-input-${name}`);
	}

	/** Chooses an entry of a list of options by its label. */
	async choose(name: string, label: string): Promise<void> {
		const field = this.parameter(name);
		if ((await field.getByRole('combobox').inputValue()) === label) return;
		await field.getByRole('combobox').click();
		await this.listed('parameter-input-item', label).click();
	}

	/** The labels a user sees, top to bottom, as soon as they are those expected, or after 5 seconds. */
	async labelsWhen(expected: string[]): Promise<string[]> {
		// The editor draws the fields one after another, and their list may be read half drawn.
		for (let tries = 50; ; tries--) {
			const labels = await this.labels();
			if (tries === 0 || isDeepStrictEqual(labels, expected)) return labels;
			await this.page.waitForTimeout(100);
		}
	}

	private async labels(): Promise<string[]> {
		await this.parameters.getByText('Loading fields').waitFor({ state: 'hidden' });
		// Under the label, the field that the mouse is over has a switch between Fixed and Expression.
		return (await this.label().allInnerTexts()).map((text) => text.split('\n', 1)[0]?.trim() ?? '');
	}

	/** Adds everything that a collection offers; returns the labels as its list has them. */
	async addAll(): Promise<string[]> {
		const before = await this.label().count();
		const button = this.parameters.getByTestId('collection-parameter-add');
		const listed = this.page.getByTestId('collection-parameter-option').filter({ visible: true });
		await button.click();
		// A collection of one entry has no list: the button adds the entry.
		await listed.first().or(this.label().nth(before)).first().waitFor();
		const offered = (await listed.allInnerTexts()).map((label) => label.trim());
		for (const [index, label] of offered.entries()) {
			if (index > 0) await button.click();
			await this.listed('collection-parameter-option', label).click();
			await this.label().getByText(label, { exact: true }).waitFor();
		}
		return offered;
	}

	/** Opens it with a double click on the canvas. */
	async open(node: string): Promise<void> {
		const title = this.page.getByText(node, { exact: true });
		await this.page.getByTestId('canvas-node').filter({ has: title }).dblclick();
		await this.parameters.waitFor();
	}

	/** Changes how the output is shown. */
	async showOutputAs(mode: 'schema' | 'table' | 'json' | 'binary'): Promise<void> {
		await this.output.getByTestId(`radio-button-${mode}`).click();
	}

	async execute(): Promise<void> {
		await this.page.getByTestId('node-execute-button').click();
	}

	async close(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').click();
	}

	private label(): Locator {
		return this.parameters.locator('label[for]').filter({ visible: true });
	}

	private listed(testId: string, label: string): Locator {
		return this.page
			.getByTestId(testId)
			.filter({ visible: true })
			.filter({ has: this.page.getByText(label, { exact: true }) });
	}
}
