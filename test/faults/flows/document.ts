import { byId } from '../../support/bed';
import { call, type Flow } from '../flow';

const look = call('GET', /^\/document\/secure\/list\/case\/id\//);

/** One document for a case. */
export const document: Flow = {
	title: 'KarmaCheck, Document: Upload',
	vendor: 'karmaCheck',
	steps: {
		'sign-in': {
			kind: 'call',
			on: call('POST', /^\/auth\/api$/),
			turn: 0,
			reports: 'mint',
			stored: 0,
			recorded: 0,
		},
		'MIME types': {
			kind: 'call',
			on: call('GET', /^\/document\/secure\/mimetypes$/),
			turn: 0,
			reports: 'mint',
			stored: 0,
			recorded: 0,
		},
		mint: {
			kind: 'call',
			on: call('POST', /^\/document\/secure\/upload$/),
			turn: 0,
			reports: 'mint',
			stored: 0,
			recorded: 0,
		},
		transfer: {
			kind: 'transfer',
			on: call('PUT', /^\/karmacheck-documents\//),
			turn: 0,
			reports: 'transfer',
			stored: 0,
			recorded: 0,
		},
		record: {
			kind: 'write',
			on: call('POST', /^\/document\/secure\/create$/),
			look,
			turn: 0,
			reports: 'record',
			stored: 1,
			recorded: 0,
		},
		'look for the record': {
			kind: 'look',
			on: look,
			turn: 0,
			afterLost: 'record',
			reports: 'record',
			stored: 1,
			recorded: 1,
		},
	},

	target({ karmaCheck, karmaCheckApi, uploadDocument }, baseUrl) {
		const known = karmaCheck.records.length;
		const [caseId] = karmaCheck.caseIds;
		return {
			run: async (items, nodeSettings) =>
				await uploadDocument({
					items,
					nodeSettings,
					parameters: { caseId: byId(caseId ?? '') },
					credentials: { karmaCheckApi: { ...karmaCheckApi(), baseUrl } },
				}),
			recorded: () =>
				karmaCheck.records
					.slice(known)
					.filter((record) => record.caseId === caseId)
					.map(({ fileKey, originalFileName }) => ({ key: fileKey, fileName: originalFileName })),
			isComplete: ({ fileKey, secureDocumentId }) =>
				karmaCheck.records.some(
					(record) => record.fileKey === fileKey && record.id === secureDocumentId,
				),
		};
	},
};
