import { withN8n, type Lab } from '../lab';
import type { Metadata } from '../results';
import type { Caller } from '../servers/caller';
import { Remote } from '../servers/remote';
import type { NodeSpec } from '../workflows/build';
import { createUploadUrl, DOCUMENT_TYPE } from '../workflows/own';
import { mint } from '../workflows/peers';
import { HTTP_REQUEST, OWN } from './largeFiles';

/**
 * One vendor call per item and no file: what is left when the same calls from a bare script are
 * taken away is the cost of the node and of n8n around it.
 */
export async function measureMetadata(
	lab: Lab,
	{ items, runs }: { items: number; runs: number },
	note: (what: string) => void,
): Promise<Metadata[]> {
	const { karmaCheck } = await lab.vendors.call('about');
	const caller = await Remote.start<Caller>('caller.ts', { node: lab.n8n.node });
	const task = {
		url: `${karmaCheck.baseUrl}/document/secure/upload`,
		token: karmaCheck.token,
		body: { files: [{ documentTypeId: DOCUMENT_TYPE, mimeType: 'application/pdf' }] },
		calls: items,
	};
	try {
		return await withN8n(lab, async ({ credentials, measure }) => {
			const inN8n = (node: NodeSpec) => async () => {
				const { run, ...cost } = await measure([...itemsOf(items), node]);
				return { ...cost, ms: run.runs.get(node.name)?.executionTime ?? NaN };
			};
			const bare = (atOnce: boolean) => async () => await caller.call('call', { ...task, atOnce });
			const ways = [
				{ peer: OWN, atOnce: false, work: inN8n(createUploadUrl(credentials)) },
				{ peer: 'bare calls', atOnce: false, work: bare(false) },
				{ peer: HTTP_REQUEST, atOnce: true, work: inN8n(mint(credentials, karmaCheck)) },
				{ peer: 'bare calls', atOnce: true, work: bare(true) },
				{ peer: 'no call (Edit Fields)', atOnce: false, work: inN8n(EDIT) },
			].map(({ peer, atOnce, work }) => {
				const result: Metadata = { peer, items, atOnce, ms: [], cpuMs: [] };
				return { result, work };
			});
			for (const { work } of ways) await work();
			for (let run = 0; run < runs; run++) {
				for (const { result, work } of ways) {
					await lab.vendors.call('reset');
					const { ms, cpuMs } = await work();
					result.ms.push(ms);
					result.cpuMs.push(cpuMs);
				}
				note(`round ${run + 1}: ${ways.map(({ result }) => result.ms.at(-1)).join(', ')} ms`);
			}
			return ways.map(({ result }) => result);
		});
	} finally {
		await caller.stop();
	}
}

/** The same items without any call: what n8n itself needs for them. */
const EDIT: NodeSpec = {
	name: 'Edit',
	type: 'set',
	typeVersion: 3.4,
	parameters: { mode: 'raw', jsonOutput: '={{ { done: $json.n } }}', options: {} },
};

/** Makes items out of nothing. */
export const itemsOf = (count: number): NodeSpec[] => [
	{
		name: 'List',
		type: 'set',
		typeVersion: 3.4,
		parameters: {
			mode: 'raw',
			jsonOutput: `={{ { n: Array.from({ length: ${count} }, (_, i) => i) } }}`,
			options: {},
		},
	},
	{ name: 'Items', type: 'splitOut', parameters: { fieldToSplitOut: 'n', options: {} } },
];
