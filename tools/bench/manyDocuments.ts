import { join } from 'node:path';
import { DEFAULT_CONCURRENCY } from '../../nodes/shared/node/run';
import { makeFiles } from './files';
import { withN8n, type Bench, type Lab } from './lab';
import { OWN, type ManyDocuments } from './results';
import type { NodeSpec } from './workflows/build';
import { batches, documentChain, inRounds } from './workflows/httpRequest';
import { uploadDocument } from './workflows/singleNode';

type Nodes = (credentials: Bench['credentials']) => NodeSpec[];

const BATCH = 20;

/** Puts many documents on one case, with latency on every call to the vendor. */
export async function measureManyDocuments(
	lab: Lab,
	{
		documents,
		bytes,
		latencyMs,
		runs,
	}: Record<'documents' | 'bytes' | 'latencyMs' | 'runs', number>,
	note: (what: string) => void,
): Promise<ManyDocuments[]> {
	const { karmaCheck } = await lab.vendors.call('about');
	const own = (concurrency?: number): Nodes => {
		return (c) => [uploadDocument(c, karmaCheck.caseId, concurrency)];
	};
	const ways: Array<[peer: string, nodes: Nodes]> = [
		[`${OWN}, concurrency 1`, own(1)],
		[`${OWN}, concurrency 4`, own(4)],
		[`${OWN}, concurrency ${DEFAULT_CONCURRENCY} (default)`, own()],
		[`${OWN}, concurrency 20`, own(20)],
		['HTTP Request (default: all at once)', (c) => documentChain(c, karmaCheck)],
		[
			`HTTP Request, batches of ${BATCH} every 1,000 ms`,
			(c) => documentChain(c, karmaCheck, batches(BATCH, 1_000)),
		],
		[
			`HTTP Request, batches of ${BATCH} every 1 ms`,
			(c) => documentChain(c, karmaCheck, batches(BATCH, 1)),
		],
		[
			`HTTP Request in a loop of ${BATCH}`,
			(c) => inRounds(BATCH, (files) => documentChain(c, karmaCheck, {}, files)),
		],
	];
	const pattern = await makeFiles(join(lab.filesFolder, 'many'), documents, bytes);
	await lab.vendors.call('latency', latencyMs);
	const results = await withN8n(lab, async ({ credentials, upload }) => {
		const run = (nodes: Nodes) => upload(pattern, documents, nodes(credentials));
		const found = ways.map(([peer]): ManyDocuments => {
			const counts = { vendorCalls: 0, storageCalls: 0, mostOpen: 0 };
			return { peer, documents, bytes, latencyMs, ms: [], aboveIdle: [], ...counts };
		});
		await run(own());
		for (let round = 0; round < runs; round++) {
			for (const [index, [peer, nodes]] of ways.entries()) {
				await Promise.all([lab.vendors.call('reset'), lab.sink.call('reset')]);
				const { ms, aboveIdle } = await run(nodes);
				const sink = await lab.sink.call('report');
				const vendors = await lab.vendors.call('report');
				if (sink.files !== documents || vendors.records !== documents || vendors.failed)
					throw new Error(`${peer}: ${sink.files} files, ${vendors.records} records`);
				const result = found[index];
				if (!result) continue;
				result.ms.push(ms);
				result.aboveIdle.push(aboveIdle);
				result.vendorCalls = vendors.calls;
				result.storageCalls = sink.requests;
				result.mostOpen = Math.max(result.mostOpen, sink.mostOpen);
			}
			note(`round ${round + 1}: ${found.map(({ ms }) => ms.at(-1)).join(', ')} ms`);
		}
		return found;
	});
	await lab.vendors.call('latency', 0);
	return results;
}
