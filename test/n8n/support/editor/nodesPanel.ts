import type { Locator, Page } from 'playwright-core';

/** The panel in which nodes are searched and added. */
export class NodesPanel {
	private readonly panel: Locator;

	constructor(private readonly page: Page) {
		this.panel = page.getByTestId('node-creator');
	}

	async open(): Promise<void> {
		await this.page.getByTestId('node-creator-plus-button').click();
		await this.panel.waitFor();
	}

	/** Types into the search bar. */
	async search(words: string): Promise<void> {
		await this.panel.getByTestId('node-creator-search-bar').fill(words);
	}

	/** A node among those found. */
	found(node: string): Locator {
		return this.panel
			.getByTestId('item-iterator-item')
			.filter({ has: this.page.getByText(node, { exact: true }) });
	}
}
