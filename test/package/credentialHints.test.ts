import { basename, join } from 'node:path';
import { readFileSync } from 'node:fs';
import type { ICredentialType } from 'n8n-workflow';

const root = join(__dirname, '../..');
const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	n8n: { credentials: string[] };
};

/** n8n shows a description when the mouse is over it, and a hint always. */
it.each(n8n.credentials)('%s says below every secret where it comes from', (path) => {
	const name = basename(path).split('.')[0]!;
	const built = jest.requireActual<Record<string, new () => ICredentialType>>(join(root, path));
	const secrets = new built[name]!().properties.filter(
		({ type, typeOptions }) => type !== 'hidden' && typeOptions?.password,
	);

	expect(secrets.length).toBeGreaterThan(0);
	for (const { hint, description } of secrets) {
		expect(hint).toMatch(/\w/);
		expect(description).toBeUndefined();
	}
});
