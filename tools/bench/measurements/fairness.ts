import { join } from 'node:path';
import { makeFiles, MIB } from '../files';
import { withN8n, type Lab } from '../lab';
import type { Measured } from '../measure';
import type { Fairness, SlowItem } from '../results';
import { uploadDocument } from '../workflows/own';

interface Plan {
	files: number;
	bytes: number;
	runs: number;
}

/** Sends the same files at every concurrency, then once more with one that the storage takes slowly. */
export async function measureFairness(
	lab: Lab,
	{ files, bytes, runs }: Plan,
	note: (what: string) => void,
): Promise<{ fairness: Fairness[]; slowItem: SlowItem[] }> {
	const { karmaCheck } = await lab.vendors.call('about');
	const pattern = await makeFiles(join(lab.filesFolder, 'fair'), files, bytes);
	return await withN8n(lab, async ({ credentials, measureUpload }) => {
		const upload = async (concurrency: number) => {
			const node = uploadDocument(credentials, karmaCheck.caseId, concurrency);
			return await measureUpload(pattern, files, [node]);
		};
		await upload(4);
		const fairness = [1, 2, 4, 8, 20].map((concurrency): Fairness => {
			const lists = { ms: [], aboveIdle: [], readAboveIdle: [] };
			return { concurrency, files, bytes, ...lists, mostOpen: 0 };
		});
		for (let run = 0; run < runs; run++) {
			for (const result of fairness) {
				await lab.sink.call('reset');
				const { ms, peakAboveIdle, reading } = await upload(result.concurrency);
				const { mostOpen, stored } = await lab.sink.call('report');
				if (stored.length !== files) throw new Error(`${stored.length} of ${files} files`);
				result.ms.push(ms);
				result.aboveIdle.push(peakAboveIdle);
				result.readAboveIdle.push(reading.peakAboveIdle);
				result.mostOpen = Math.max(result.mostOpen, mostOpen);
			}
			note(`round ${run + 1}: ${fairness.map(({ ms }) => ms.at(-1)).join(', ')} ms`);
		}
		const slowItem: SlowItem[] = [];
		for (const concurrency of [4, 20]) {
			const slow = await slowOne(lab, { files, bytes, runs }, concurrency, upload);
			note(`one slow file, concurrency ${concurrency}: ${slow.othersMs} of ${slow.slowMs} ms`);
			slowItem.push(slow);
		}
		return { fairness, slowItem };
	});
}

async function slowOne(
	lab: Lab,
	{ files, bytes }: Plan,
	concurrency: number,
	upload: (concurrency: number) => Promise<Measured>,
): Promise<SlowItem> {
	const slowIndex = 2;
	await lab.sink.call('reset');
	await lab.vendors.call('reset');
	// Some seconds for this one file, or about one in a quick run.
	await lab.sink.call('throttle', slowIndex, Math.max(bytes / 8, MIB));
	const { run } = await upload(concurrency);
	const { stored } = await lab.sink.call('report');
	const { records } = await lab.vendors.call('report');
	const start = Math.min(...stored.map(({ startedAt }) => startedAt));
	const lastOf = (wanted: boolean) =>
		Math.max(...stored.filter(({ slow }) => slow === wanted).map(({ storedAt }) => storedAt));
	const items = run.runs.get('Upload document')?.items ?? [];
	return {
		concurrency,
		files,
		bytes,
		slowIndex,
		slowMs: lastOf(true) - start,
		othersMs: lastOf(false) - start,
		inOrder: items.length === files && items.every((item, index) => isOf(item, index, records)),
	};
}

/** Whether an output item is that of the input item at `index`, by pairing, name and record. */
function isOf(
	{ json, pairedItem }: { json: { [key: string]: unknown }; pairedItem?: unknown },
	index: number,
	records: Array<{ originalFileName: string; fileKey: string }>,
): boolean {
	const name = `document-${String(index).padStart(3, '0')}.pdf`;
	const record = records.find(({ fileKey }) => fileKey === json.fileKey);
	const paired = (pairedItem as { item?: number } | undefined)?.item === index;
	return paired && json.fileName === name && record?.originalFileName === name;
}
