import { randomUUID } from 'node:crypto';

import type { Storage } from '../storage';
import type { DocumentRecord } from './documentRecord';

/** Documents that KarmaCheck itself attaches to a case; they have neither title nor description. */
export function systemDocuments(caseId: string): DocumentRecord[] {
	return ['ohs-participant-passport', 'ohs-occupational-health'].map((documentTypeId) => {
		const fileKey = `escreen-${randomUUID().replaceAll('-', '').slice(0, 20)}-doc-${documentTypeId}.pdf`;
		return {
			id: randomUUID(),
			fileKey,
			originalFileName: fileKey,
			documentTypeId,
			caseId,
			title: null,
			description: null,
			fileFormat: 'pdf',
		};
	});
}

/** Stores a system document's file, since nobody uploads it. */
export async function storeFile(storage: Storage, bucket: string, key: string): Promise<void> {
	const contentType = 'application/pdf';
	const url = await storage.presignPut({ bucket, key, contentType });
	const body = `%PDF-1.7 ${key}`;
	const { status } = await fetch(url, {
		method: 'PUT',
		body,
		headers: { 'Content-Type': contentType },
	});
	if (status !== 200) throw new Error(`${key} was not stored: ${status}`);
}
