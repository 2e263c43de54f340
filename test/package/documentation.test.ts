import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { INodeType } from 'n8n-workflow';

const root = join(__dirname, '../..');
const { homepage, n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	homepage: string;
	n8n: { nodes: string[] };
};
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The anchors of the headings, as code hosts and npm make them. */
const anchors = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
	heading
		.toLowerCase()
		.replace(/[^\w\s-]/g, '')
		.trim()
		.replaceAll(' ', '-'),
);

describe.each(n8n.nodes)('the documentation link of %s', (path) => {
	const name = basename(path).split('.')[0]!;
	const built = jest.requireActual<Record<string, new () => INodeType>>(join(root, path));
	const { documentationUrl } = new built[name]!().description;
	const [page, anchor] = String(documentationUrl).split('#');

	it('leads to the home of the package', () => {
		expect(page).toBe(homepage);
	});

	it('leads to the one part of the README about it', () => {
		expect(anchors.filter((one) => one === anchor)).toHaveLength(1);
	});
});
