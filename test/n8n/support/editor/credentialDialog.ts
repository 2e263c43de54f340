import type { Locator, Page } from 'playwright-core';

/** The dialog in which a credential is entered; n8n tests it whenever it is saved. */
export class CredentialDialog {
	readonly dialog: Locator;

	constructor(private readonly page: Page) {
		this.dialog = page.getByTestId('editCredential-modal');
	}

	/** Opens it from a node's credential field, for a new credential. */
	async openNew(): Promise<void> {
		await this.page.getByTestId('node-credentials-select').click();
		await this.page.getByTestId('node-credentials-select-item-new').click();
		await this.dialog.waitFor();
	}

	/** Opens it from a node's credential field, for the credential that is chosen there. */
	async openChosen(): Promise<void> {
		await this.page.getByTestId('credential-edit-button').click();
		await this.dialog.waitFor();
	}

	async chooseEnvironment(label: string): Promise<void> {
		await this.field('environment').getByRole('combobox').click();
		const entries = this.page.getByTestId('parameter-input-item').filter({ visible: true });
		await entries.getByText(label, { exact: true }).click();
	}

	async fill(name: string, value: string): Promise<void> {
		await this.field(name).locator('input').fill(value);
	}

	async save(): Promise<void> {
		await this.dialog.getByTestId('credential-save-button').click();
	}

	/** Waits until n8n's test has failed, and for a sentence in its details. */
	async readRefusal(sentence: string): Promise<void> {
		await this.dialog.getByText('More details').click();
		await this.dialog.getByText(sentence).waitFor();
	}

	private field(name: string): Locator {
		return this.dialog.getByTestId(`parameter-input-${name}`);
	}
}
