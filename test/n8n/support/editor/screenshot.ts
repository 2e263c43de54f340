import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { PROJECT } from '../../../../tools/n8n/package';

/** A folder of the reader's choice, or a temporary one that goes with the test run. */
const FOLDER = process.env.SCREENSHOTS
	? resolve(PROJECT, process.env.SCREENSHOTS)
	: join(tmpdir(), 'screenshots');

/** What comes and goes on its own and would make every picture different. */
const UNSTEADY =
	'.el-notification, .n8n-tooltip, [role=tooltip] { visibility: hidden !important; }';

/** Without the input panel, which shows the folders of the machine that a file was read from. */
export const WITHOUT_INPUT = { x: 431, y: 26, width: 824, height: 749 };

/**
 * Takes a picture of what is visible, without notifications and with the mouse out of the way.
 * @param clip the part of the page; default: all of it
 */
export async function takePicture(
	page: Page,
	name: string,
	clip?: typeof WITHOUT_INPUT,
): Promise<void> {
	await mkdir(FOLDER, { recursive: true });
	await page.mouse.move(0, 0);
	const path = join(FOLDER, `${name}.png`);
	await page.screenshot({ path, style: UNSTEADY, animations: 'disabled', caret: 'hide', clip });
}
