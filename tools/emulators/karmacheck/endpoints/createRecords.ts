import { randomUUID } from 'node:crypto';

import type { Endpoint } from '../../vendor/types';
import { requireCase } from '../access';
import { badRequest } from '../answers';
import type { KarmaCheckState } from '../state';

interface WantedRecords {
	list: Array<{
		originalFileName: string;
		documentTypeId: string;
		fileKey: string;
		title?: string;
		description?: string;
		fileFormat?: string;
	}>;
	accessGrants?: { caseId: string };
}

/**
 * All records or none; the same file key again creates another record. 400 for a file that is not
 * stored, 403 for a case of another group.
 * https://developer.karmacheck.com/api-reference/secure-documents/create-secure-document-records
 */
export const createRecords: Endpoint<KarmaCheckState> = async (state, { body }) => {
	const { list, accessGrants } = body as WantedRecords;
	const caseId = accessGrants?.caseId ?? null;
	if (caseId !== null) requireCase(state, caseId, 'documents for case');

	const faults: string[] = [];
	for (const [i, { fileKey }] of list.entries()) {
		if (!state.minted.has(fileKey)) faults.push(`list.${i}.fileKey is not known`);
		else if (!(await state.storage.exists(state.bucket, fileKey))) {
			faults.push(`list.${i}.fileKey has no uploaded file`);
		}
	}
	if (faults.length > 0) throw badRequest(faults);

	const records = list.map(({ title, description, fileFormat, ...rest }) => ({
		...rest,
		id: randomUUID(),
		caseId,
		title: title ?? null,
		description: description ?? null,
		fileFormat: fileFormat ?? null,
	}));
	state.records.push(...records);
	for (const { id } of records) state.listLag.made(id);
	const ids = records.map(({ id }) => ({ secureDocumentId: id }));
	return { json: { list: state.recordOrder === 'reversed' ? ids.reverse() : ids } };
};
