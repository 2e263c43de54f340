import { join } from 'node:path';
import { curl } from '../curl';
import { makeFile } from '../files';
import { COLLECTS, withN8n, type Bench, type Lab } from '../lab';
import type { LargeFile } from '../results';
import type { About } from '../servers/vendors';
import { build, readAndPause, type NodeSpec } from '../workflows/build';
import { uploadDocument, uploadMedia } from '../workflows/own';
import { documentChain, mediaChain, NO_REDIRECTS, putByAws } from '../workflows/peers';

interface Plan {
	sizes: number[];
	runs: number;
	/** Default: all. */
	peers?: string[];
	/** The line to the storage; default: as fast as the machine is. */
	bytesPerSecond?: number;
	/** Has n8n's memory come from the system and go back to it at once. */
	withoutReuse?: boolean;
}

/** In bytes: smaller than the pieces of a file. https://man7.org/linux/man-pages/man3/mallopt.3.html */
const WITHOUT_REUSE = { MALLOC_MMAP_THRESHOLD_: '32768' };

export const OWN = 'this package';
export const HTTP_REQUEST = 'HTTP Request';
/** Ends the name of a way whose user knows why and where to switch them off. */
export const REDIRECTS_OFF = ', redirects off';

type Nodes = (credentials: Bench['credentials'], about: About) => NodeSpec[];

const WAYS: Array<[form: LargeFile['form'], peer: string, nodes: Nodes]> = [
	['PUT', OWN, (c, { karmaCheck }) => [uploadDocument(c, karmaCheck.caseId)]],
	['PUT', HTTP_REQUEST, (c, { karmaCheck }) => documentChain(c, karmaCheck)],
	[
		'PUT',
		`${HTTP_REQUEST}${REDIRECTS_OFF}`,
		(c, { karmaCheck }) => documentChain(c, karmaCheck, NO_REDIRECTS),
	],
	['PUT', 'AWS S3', (c) => [putByAws(c)]],
	['POST', OWN, (c) => [uploadMedia(c)]],
	['POST', HTTP_REQUEST, (c, { kelviq }) => mediaChain(c, kelviq)],
	[
		'POST',
		`${HTTP_REQUEST}${REDIRECTS_OFF}`,
		(c, { kelviq }) => mediaChain(c, kelviq, NO_REDIRECTS),
	],
];
const WARM_UP_BYTES = 100 * 1024;

/**
 * Uploads one file of each size in every way, by PUT and by form. Each way has an n8n of its own,
 * so that none works in memory that another has left behind.
 */
export async function measureLargeFiles(
	lab: Lab,
	{ sizes, runs, peers, bytesPerSecond, withoutReuse }: Plan,
	note: (what: string) => void,
): Promise<LargeFile[]> {
	const about = await lab.vendors.call('about');
	const folder = join(lab.filesFolder, 'large');
	const warmUp = await makeFile(folder, 'warm-up.pdf', WARM_UP_BYTES);
	const paths = new Map<number, string>();
	for (const bytes of sizes) paths.set(bytes, await makeFile(folder, `${bytes}.pdf`, bytes));

	const results: LargeFile[] = [];
	const env = { ...COLLECTS, ...(withoutReuse && WITHOUT_REUSE) };
	await lab.sink.call('line', bytesPerSecond);
	for (const [form, peer, nodes] of WAYS) {
		if (peers && !peers.includes(peer)) continue;
		const measureWay = async ({ credentials, measure }: Bench) => {
			const upload = (path: string) =>
				measure(build('Upload', [...readAndPause(path), ...nodes(credentials, about)]));
			await upload(warmUp);
			for (const [bytes, path] of paths) {
				const lists = { ms: [], curlMs: [], idle: [], aboveIdle: [], readAboveIdle: [] };
				const result: LargeFile = { form, bytes, peer, ...lists };
				results.push(result);
				for (let run = 0; run < runs; run++) {
					await lab.sink.call('reset');
					const { ms, idle, peakAboveIdle, reading } = await upload(path);
					await assertStored(lab, bytes);
					result.ms.push(ms);
					result.curlMs.push(await curl(form, path, lab.sinkOrigin));
					result.idle.push(idle);
					result.aboveIdle.push(peakAboveIdle);
					result.readAboveIdle.push(reading?.peakAboveIdle ?? NaN);
				}
				note(`${form} by ${peer}, ${bytes} bytes: ${result.ms.join(', ')} ms`);
			}
		};
		await withN8n(lab, measureWay, env);
	}
	await lab.sink.call('line');
	return results;
}

/** A way that is fast because it did not send the file is no way. */
async function assertStored(lab: Lab, bytes: number): Promise<void> {
	const { received } = await lab.sink.call('report');
	if (received < bytes) throw new Error(`The storage got ${received} of ${bytes} bytes`);
}
