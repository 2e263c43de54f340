import type { Browser, Page } from 'playwright-core';
import type { WorkflowFile } from '../../../../tools/n8n/client';
import { OWNER, type Stage } from '../stage';
import { launchChromium } from './chromium';
import { listenForComplaints } from './complaints';

/** How long anything in the editor may take on a busy machine. */
const PATIENCE_MS = 60_000;

/** A signed-in browser tab with n8n's editor. */
export class Editor {
	/** Errors of the browser's console so far, n8n's own noise left out. */
	readonly complaints: string[];

	private constructor(
		private readonly stage: Stage,
		private readonly browser: Browser,
		readonly page: Page,
	) {
		this.complaints = listenForComplaints(page);
	}

	/** Opens a browser, and signs in as the owner in n8n's own form. */
	static async open(stage: Stage, theme: 'light' | 'dark' = 'light'): Promise<Editor> {
		const browser = await launchChromium();
		stage.cleanup.add(() => browser.close());
		const context = await browser.newContext({
			viewport: { width: 1280, height: 800 },
			colorScheme: theme,
			locale: 'en-GB',
		});
		const page = await context.newPage();
		page.setDefaultTimeout(PATIENCE_MS);
		const editor = new Editor(stage, browser, page);
		await editor.signIn();
		return editor;
	}

	/** Saves a workflow and opens it, optionally at one of its nodes. Returns its id. */
	async openWorkflow(workflow: WorkflowFile, node?: string): Promise<string> {
		const { id } = await this.stage.client.createWorkflow(workflow);
		const nodeId = workflow.nodes.find(({ name }) => name === node)?.id;
		await this.goTo(`/workflow/${id}${nodeId ? `/${String(nodeId)}` : ''}`);
		await this.page.getByTestId(nodeId ? 'node-parameters' : 'canvas-wrapper').waitFor();
		return id;
	}

	/** Executes the open workflow, and returns the tab of the form that it starts with. */
	async executeForm(): Promise<Page> {
		const opening = this.page.context().waitForEvent('page');
		await this.page.getByTestId('execute-workflow-button').click();
		return await opening;
	}

	async goTo(path: string): Promise<void> {
		await this.page.goto(`${this.stage.n8n.url}${path}`);
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	private async signIn(): Promise<void> {
		const { page } = this;
		await this.goTo('/signin');
		await page.locator('input[type=email]').fill(OWNER.email);
		await page.locator('input[type=password]').fill(OWNER.password);
		await page.getByRole('button', { name: 'Sign in' }).click();
		// Leaving the start page while it loads interrupts its requests.
		await page.waitForURL(({ pathname }) => pathname !== '/signin');
		await page.waitForLoadState('networkidle');
	}
}
