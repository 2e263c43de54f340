import type { Locator, Page } from 'playwright-core';

/** A field in which something of the service is chosen from a list. */
export class ResourceLocator {
	private readonly field: Locator;
	private readonly entries: Locator;

	constructor(
		private readonly page: Page,
		name: string,
	) {
		this.field = page.getByTestId(`resource-locator-${name}`);
		this.entries = page.getByTestId('rlc-item').filter({ visible: true });
	}

	/** Opens the list and returns what it contains at first. */
	async open(): Promise<string[]> {
		await this.field.getByTestId('rlc-input').click();
		await this.entries.first().waitFor();
		return await this.listed();
	}

	/** Types into the list's search; settles when nothing else is left than `expected` entries. */
	async search(words: string, expected: number): Promise<string[]> {
		const search = this.page.locator(
			'[data-test-id=rlc-search] input, input[data-test-id=rlc-search]',
		);
		await search.filter({ visible: true }).fill(words);
		await this.entries.nth(expected).waitFor({ state: 'detached' });
		await this.entries.nth(expected - 1).waitFor();
		return await this.listed();
	}

	async choose(label: string): Promise<void> {
		await this.entries.getByText(label, { exact: true }).click();
	}

	private async listed(): Promise<string[]> {
		return (await this.entries.allInnerTexts()).map((label) => label.trim());
	}
}
