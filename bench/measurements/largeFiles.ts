import { join } from 'node:path';
import { curl } from '../curl';
import { makeFile } from '../files';
import { withN8n, type Bench, type Lab } from '../lab';
import type { LargeFile } from '../results';
import { build, read, type NodeSpec } from '../workflows/build';
import { uploadDocument, uploadMedia } from '../workflows/own';
import { documentChain, mediaChain, NO_REDIRECTS, putByAws } from '../workflows/peers';

type Nodes = (credentials: Bench['credentials']) => NodeSpec[];

export const OWN = 'this package';
const WARM_UP_BYTES = 100 * 1024;

/**
 * Uploads one file of each size in every way, by PUT and by form. Each way has an n8n of its own,
 * so that none works in memory that another has left behind.
 */
export async function measureLargeFiles(
	lab: Lab,
	{ sizes, runs }: { sizes: number[]; runs: number },
	note: (what: string) => void,
): Promise<LargeFile[]> {
	const { karmaCheck, kelviq } = await lab.vendors.call('about');
	const ways: Array<[form: LargeFile['form'], peer: string, nodes: Nodes]> = [
		['PUT', OWN, (c) => [uploadDocument(c, karmaCheck.caseId)]],
		['PUT', 'HTTP Request', (c) => documentChain(c, karmaCheck)],
		['PUT', 'HTTP Request, redirects off', (c) => documentChain(c, karmaCheck, NO_REDIRECTS)],
		['PUT', 'AWS S3', (c) => [putByAws(c)]],
		['POST', OWN, (c) => [uploadMedia(c)]],
		['POST', 'HTTP Request', (c) => mediaChain(c, kelviq)],
		['POST', 'HTTP Request, redirects off', (c) => mediaChain(c, kelviq, NO_REDIRECTS)],
	];
	const folder = join(lab.filesFolder, 'large');
	const warmUp = await makeFile(folder, 'warm-up.pdf', WARM_UP_BYTES);
	const paths = new Map<number, string>();
	for (const bytes of sizes) paths.set(bytes, await makeFile(folder, `${bytes}.pdf`, bytes));

	const results: LargeFile[] = [];
	for (const [form, peer, nodes] of ways) {
		await withN8n(lab, async ({ credentials, measure }) => {
			const upload = (path: string) =>
				measure(build('Upload', [read(path), ...nodes(credentials)]));
			await upload(warmUp);
			for (const [bytes, path] of paths) {
				const lists = { ms: [], curlMs: [], aboveIdle: [], readAboveIdle: [], idle: [] };
				const result: LargeFile = { form, bytes, peer, ...lists };
				results.push(result);
				for (let run = 0; run < runs; run++) {
					const alone = await measure(build('Read', [read(path)]));
					await lab.sink.call('reset');
					const { ms, peakAboveIdle, idle } = await upload(path);
					await assertStored(lab, bytes);
					result.ms.push(ms);
					result.curlMs.push(await curl(form, path, lab.sinkOrigin));
					result.aboveIdle.push(peakAboveIdle);
					result.readAboveIdle.push(alone.peakAboveIdle);
					result.idle.push(idle);
				}
				note(`${form} by ${peer}, ${bytes} bytes: ${result.ms.join(', ')} ms`);
			}
		});
	}
	return results;
}

/** A way that is fast because it did not send the file is no way. */
async function assertStored(lab: Lab, bytes: number): Promise<void> {
	const { received } = await lab.sink.call('report');
	if (received < bytes) throw new Error(`The storage got ${received} of ${bytes} bytes`);
}
