import { join } from 'node:path';
import { curl } from './curl';
import { makeFile } from './files';
import { withN8n, type Bench, type Lab } from './lab';
import { OWN, type LargeFile } from './results';
import type { About } from './servers/vendors';
import type { NodeSpec } from './workflows/build';
import { documentChain, mediaChain, NO_REDIRECTS } from './workflows/httpRequest';
import { putByAws, uploadDocument, uploadMedia } from './workflows/singleNode';

interface Plan {
	sizes: number[];
	rounds: number;
	/** Of each size in each round, by each way. */
	runs: number;
	/** Default: all. */
	peers?: string[];
	/** The line to the storage; default: as fast as the machine is. */
	bytesPerSecond?: number;
}

export const HTTP_REQUEST = 'HTTP Request';
/** For a user who knows why and where to switch them off. */
const REDIRECTS_OFF = `${HTTP_REQUEST}, redirects off`;

type Nodes = (credentials: Bench['credentials'], about: About) => NodeSpec[];

interface Way {
	nodes: Nodes;
	/** One of each size. */
	results: LargeFile[];
}

const WAYS: Array<[form: LargeFile['form'], peer: string, nodes: Nodes]> = [
	['PUT', OWN, (c, { karmaCheck }) => [uploadDocument(c, karmaCheck.caseId)]],
	['PUT', HTTP_REQUEST, (c, { karmaCheck }) => documentChain(c, karmaCheck)],
	['PUT', REDIRECTS_OFF, (c, { karmaCheck }) => documentChain(c, karmaCheck, NO_REDIRECTS)],
	['PUT', 'AWS S3', (c) => [putByAws(c)]],
	['POST', OWN, (c) => [uploadMedia(c)]],
	['POST', HTTP_REQUEST, (c, { kelviq }) => mediaChain(c, kelviq)],
	['POST', REDIRECTS_OFF, (c, { kelviq }) => mediaChain(c, kelviq, NO_REDIRECTS)],
];
const WARM_UP_BYTES = 100 * 1024;

/**
 * Uploads one file of each size in every way, by PUT and by form. The ways take turns, and each has
 * an n8n of its own in each round, so that none works in memory that another has left behind.
 */
export async function measureLargeFiles(
	lab: Lab,
	{ sizes, rounds, runs, peers, bytesPerSecond }: Plan,
	note: (what: string) => void,
): Promise<LargeFile[]> {
	const about = await lab.vendors.call('about');
	const folder = join(lab.filesFolder, 'large');
	const warmUp = await makeFile(folder, 'warm-up.pdf', WARM_UP_BYTES);
	const paths = new Map<number, string>();
	for (const bytes of sizes) paths.set(bytes, await makeFile(folder, `${bytes}.pdf`, bytes));
	const ways = WAYS.filter(([, peer]) => !peers || peers.includes(peer)).map(
		([form, peer, nodes]): Way => ({
			nodes,
			results: sizes.map((bytes) => ({ form, bytes, peer, ms: [], curlMs: [], aboveIdle: [] })),
		}),
	);

	const measureWay = async (bench: Bench, { nodes, results }: Way): Promise<void> => {
		const upload = (path: string) => bench.upload(path, 1, nodes(bench.credentials, about));
		await upload(warmUp);
		for (const result of results) {
			const { form, bytes, peer } = result;
			const path = paths.get(bytes) ?? '';
			for (let run = 0; run < runs; run++) {
				await lab.sink.call('reset');
				const { ms, aboveIdle } = await upload(path);
				await assertStored(lab, bytes);
				result.ms.push(ms);
				result.aboveIdle.push(aboveIdle);
				result.curlMs.push(await curl(form, path, lab.sinkOrigin));
			}
			note(`${form} by ${peer}, ${bytes} bytes: ${result.ms.join(', ')} ms`);
		}
	};
	await lab.sink.call('line', bytesPerSecond);
	for (let round = 0; round < rounds; round++)
		for (const way of ways) await withN8n(lab, (bench) => measureWay(bench, way));
	await lab.sink.call('line');
	return ways.flatMap(({ results }) => results);
}

/** A way that is fast because it did not send the file is no way. */
async function assertStored(lab: Lab, bytes: number): Promise<void> {
	const { received } = await lab.sink.call('report');
	if (received < bytes) throw new Error(`The storage got ${received} of ${bytes} bytes`);
}
