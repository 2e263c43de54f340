import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

/** What users read beside the nodes, line by line: the pages, and the notes in the examples. */
export function pageTexts(): Array<{ where: string; role: 'page'; text: string }> {
	const examples = readdirSync(join(root, 'examples'), { withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ name }) => `examples/${name}`);
	return ['README.md', 'CHANGELOG.md', 'package.json', ...examples].flatMap((file) =>
		readFileSync(join(root, file), 'utf8')
			.split('\n')
			.map((text, index) => ({ where: `${file}:${index + 1}`, role: 'page' as const, text })),
	);
}
