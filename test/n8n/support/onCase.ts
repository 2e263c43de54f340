import type { DocumentRecord } from '../../../tools/emulators';
import type { Stage } from './stage';
import type { Posted } from './webhook';

/** What KarmaCheck has created from a posted file. */
export function recordsOf({ emulators }: Stage, { file }: Posted): DocumentRecord[] {
	return emulators.karmaCheck.records.filter(
		({ originalFileName }) => originalFileName === file.name,
	);
}

/** Each file is on the case, byte for byte and once, as the document that the response named. */
export async function expectOnCase(stage: Stage, posted: Posted[]): Promise<void> {
	const { karmaCheck, storage } = stage.emulators;
	for (const one of posted) {
		const { secureDocumentId: id, fileKey } = one.answer;
		const records = recordsOf(stage, one);
		expect(records).toEqual([
			expect.objectContaining({ id, fileKey, caseId: stage.surroundings.caseId }),
		]);
		const { size, sha256, contentType } =
			(await storage.stat(karmaCheck.bucket, String(fileKey))) ?? {};
		expect({ size, sha256, contentType }).toEqual({
			size: one.file.bytes.length,
			sha256: one.file.sha256,
			contentType: 'application/pdf',
		});
	}
}
