import { extname } from 'node:path';

import type { Endpoint } from '../../vendor/types';
import { requireCase } from '../access';
import type { KarmaCheckState } from '../state';

/** The documents of one case, all at once; 403 for a case of another group. */
export const listCaseDocuments: Endpoint<KarmaCheckState> = (state, { params }) => {
	const { caseId = '' } = params;
	requireCase(state, caseId);
	return {
		json: state.records
			.filter((record) => record.caseId === caseId)
			.map(({ id, documentTypeId, title, description, originalFileName, fileKey, fileFormat }) => ({
				id,
				documentTypeId,
				title,
				description,
				fileName: originalFileName,
				fileKey,
				fileFormat: fileFormat ?? extname(originalFileName).slice(1).toLowerCase(),
				crUserId: state.clientId,
				displayReport: 0,
			})),
	};
};
