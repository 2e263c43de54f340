import type { Page } from 'playwright-core';

/** What n8n's own editor reports with every node, and why these nodes are not the cause. */
const OWN_NOISE: Array<{ says: RegExp; because: string }> = [
	{
		says: /status of 401 .*\/rest\/login$/,
		because: 'the sign-in page asks first whether somebody is signed in already',
	},
	{
		says: /ERR_NAME_NOT_RESOLVED https:\/\/registry\.npmjs\.org\/[\w-]+$/,
		because: 'the nodes panel looks up how often a community package was downloaded',
	},
];

/** Collects what the browser's console calls an error, and errors that no code has caught. */
export function listenForComplaints(page: Page): string[] {
	const complaints: string[] = [];
	const add = (text: string): void => {
		if (!OWN_NOISE.some(({ says }) => says.test(text))) complaints.push(text);
	};
	page.on('console', (message) => {
		if (message.type() === 'error') add(`${message.text()} ${message.location().url}`);
	});
	page.on('pageerror', (error) => add(error.message));
	return complaints;
}
