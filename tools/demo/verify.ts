import type { KarmaCheckEmulator, KelviqEmulator, Storage } from '../emulators';
import type { Execution, Json } from '../n8n/client';
import { measureFile } from './workflows';

type Item = { [key: string]: Json };

// Each function here returns what is not as it should be.

/** Compares a KarmaCheck run with the bucket and the vendor's own records. */
export async function verifyKarmaCheck(
	run: Execution,
	sent: { node: string; file: string; caseId: string },
	{ karmaCheck, storage }: { karmaCheck: KarmaCheckEmulator; storage: Storage },
): Promise<string[]> {
	const output = onlyItem(run, sent.node);
	const deviations = await verifyFile(output, sent.file, karmaCheck.bucket, storage);
	const record = karmaCheck.records.find(({ id }) => id === output.secureDocumentId);
	const copies = karmaCheck.records.filter(({ fileKey }) => fileKey === output.fileKey).length;
	if (copies !== 1) deviations.push(`${copies} records of the file`);
	if (record?.fileKey !== output.fileKey) deviations.push('the record is of another file');
	if (record?.originalFileName !== sent.file) deviations.push('the record has another file name');
	if (record?.caseId !== sent.caseId) deviations.push('the record is not on the case');
	deviations.push(...karmaCheck.violations);
	return deviations;
}

/** Compares a run that ends with a new case with the case and the document that waited for it. */
export async function verifyNewCase(
	run: Execution,
	sent: { uploadNode: string; caseNode: string; file: string },
	emulators: { karmaCheck: KarmaCheckEmulator; storage: Storage },
): Promise<string[]> {
	const { caseId, existing } = onlyItem(run, sent.caseNode);
	const created = emulators.karmaCheck.cases.find(({ id }) => id === caseId);
	const deviations = await verifyKarmaCheck(
		run,
		{ node: sent.uploadNode, file: sent.file, caseId: created?.id ?? '' },
		emulators,
	);
	if (!created) deviations.push('the case does not exist');
	if (existing !== false) deviations.push('the node does not report a new case');
	return deviations;
}

/** Compares a Kelviq run with the bucket and the keys the vendor issued. */
export async function verifyKelviq(
	run: Execution,
	sent: { node: string; file: string },
	{ kelviq, storage }: { kelviq: KelviqEmulator; storage: Storage },
): Promise<string[]> {
	const output = onlyItem(run, sent.node);
	const deviations = await verifyFile(output, sent.file, kelviq.bucket, storage);
	const minted = kelviq.minted.get(String(output.fileKey));
	if (minted?.fileName !== sent.file) deviations.push('the key was not issued for it');
	deviations.push(...kelviq.violations);
	return deviations;
}

async function verifyFile(
	output: Item,
	file: string,
	bucket: string,
	storage: Storage,
): Promise<string[]> {
	const source = await measureFile(file);
	const fileKey = String(output.fileKey);
	const stored = await storage.stat(bucket, fileKey);
	const deviations: string[] = [];
	if (!stored) deviations.push(`nothing is stored as ${fileKey}`);
	else if (stored.size !== source.size) deviations.push('a different size is stored');
	else if (stored.sha256 !== source.sha256) deviations.push('other bytes are stored');
	if (output.fileSize !== source.size) deviations.push('the node reports a different size');
	if (stored?.contentType !== output.mimeType) deviations.push('a different type is stored');
	return deviations;
}

/** The one item a node has output; a failed run has none. */
function onlyItem({ runs }: Execution, node: string): Item {
	return runs.get(node)?.items[0]?.json ?? {};
}
