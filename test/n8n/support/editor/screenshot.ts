import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { PROJECT } from '../../../../demo/package';

/** A folder of the reader's choice, or a temporary one that goes with the test run. */
const FOLDER = process.env.SCREENSHOTS
	? resolve(PROJECT, process.env.SCREENSHOTS)
	: join(tmpdir(), 'screenshots');

/** What comes and goes by itself and would make every picture another one. */
const UNSTEADY =
	'.el-notification, .n8n-tooltip, [role=tooltip] { visibility: hidden !important; }';

/** Takes a picture of what is to be seen, without notifications and with the mouse out of the way. */
export async function takePicture(page: Page, name: string): Promise<void> {
	await mkdir(FOLDER, { recursive: true });
	await page.mouse.move(0, 0);
	const path = join(FOLDER, `${name}.png`);
	await page.screenshot({ path, style: UNSTEADY, animations: 'disabled', caret: 'hide' });
}
