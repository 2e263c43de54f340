import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const nodes = join(__dirname, '../../nodes');

/** What people type into the nodes panel, where n8n looks for all the words in one alias. */
const WORDS: Array<[words: string, nodes: string[]]> = [
	['upload document', ['KarmaCheck', 'Kelviq']],
	['attach document', ['KarmaCheck']],
	['signed pdf', ['KarmaCheck']],
	['product image', ['Kelviq']],
	['presigned', ['KarmaCheck', 'Kelviq']],
	['recruit', ['KarmaCheck', 'KarmaCheckTrigger']],
	['report', ['KarmaCheck', 'KarmaCheckTrigger']],
	['webhook', ['KarmaCheckTrigger', 'KelviqTrigger']],
	['order', ['KelviqTrigger']],
];

it.each(WORDS)("a search for '%s' finds %j", (words, found) => {
	for (const node of found) {
		const codex = join(nodes, node, `${node}.node.json`);
		const { alias } = JSON.parse(readFileSync(codex, 'utf8')) as { alias: string[] };
		expect(alias.some((one) => one.includes(words))).toBe(true);
	}
});
