import { existsSync } from 'node:fs';
import { type Browser, chromium, selectors } from 'playwright-core';
import { Failure } from '../../../../tools/n8n/failure';

/** Where Debian, Ubuntu and Fedora put it. */
const USUAL_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const FLAGS = [
	// Chromium does not allow its sandbox for root, which continuous integration usually runs as.
	'--no-sandbox',
	'--disable-gpu',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// Nothing in a test leaves this machine, whatever the editor wants to look up.
	'--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/** Whether somebody wants to watch: a window opens, and everything runs slowly. */
const WATCHED = process.env.HEADED === '1';

/** Path of the installed Chromium. @throws Failure that says how to get one */
export function findChromium(wanted = process.env.CHROMIUM_PATH, usual = USUAL_PLACES): string {
	const found = (wanted ? [wanted] : usual).find((path) => existsSync(path));
	if (found) return found;
	throw new Failure(
		`There is no Chromium at ${wanted ?? usual.join(', ')}. Install it (Debian, Ubuntu: ` +
			"'apt-get install chromium'), or set CHROMIUM_PATH to a Chrome or Chromium of yours.",
	);
}

export async function launchChromium(): Promise<Browser> {
	// The attribute n8n marks its own elements with.
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({
		executablePath: findChromium(),
		args: FLAGS,
		headless: !WATCHED,
		slowMo: WATCHED ? 300 : 0,
	});
}
