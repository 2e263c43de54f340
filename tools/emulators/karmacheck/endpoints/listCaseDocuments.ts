import { extname } from 'node:path';

import type { Endpoint } from '../../vendor/types';
import { requireCase } from '../access';
import type { KarmaCheckState } from '../state';
import type { DocumentRecord } from '../documentRecord';

/** The documents of one case, KarmaCheck's own among them, all at once; 403 for a case of another group. */
export const listCaseDocuments: Endpoint<KarmaCheckState> = (state, { params }) => {
	const { caseId = '' } = params;
	requireCase(state, caseId, 'documents for case');
	const ofCase = (record: DocumentRecord) => record.caseId === caseId;
	return {
		json: [
			...state.systemDocuments.filter(ofCase).map((one) => describe(one, state.systemUserId)),
			...state.listLag
				.shown(state, state.records.filter(ofCase), ({ id }) => id)
				.map((one) => describe(one, state.clientId)),
		],
	};
};

function describe({ originalFileName, fileFormat, ...record }: DocumentRecord, crUserId: string) {
	return {
		id: record.id,
		documentTypeId: record.documentTypeId,
		title: record.title,
		description: record.description,
		fileName: originalFileName,
		fileKey: record.fileKey,
		fileFormat: fileFormat ?? extname(originalFileName).slice(1).toLowerCase(),
		crUserId,
		displayReport: 0,
	};
}
