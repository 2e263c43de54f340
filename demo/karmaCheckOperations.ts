import type { KarmaCheckEmulator } from '../test/emulators';
import type { Json } from './n8n/client';
import { byId, type Call } from './operations';

const DOCUMENT_TYPE = 'candidate-disclosures-and-authorizations';

/**
 * Every KarmaCheck operation that needs no file; the examples show the others.
 * @param uploaded what an upload to the first case has put out
 */
export function karmaCheckOperations(
	{ caseIds, packages }: KarmaCheckEmulator,
	uploaded: { [field: string]: Json },
): Call[] {
	const caseId = byId(caseIds[0] ?? '');
	const { fileKey = '', fileName = '', secureDocumentId = '' } = uploaded;
	return [
		{
			resource: 'document',
			operation: 'createUploadUrl',
			parameters: { mimeType: 'application/pdf', documentTypeId: DOCUMENT_TYPE },
		},
		{
			resource: 'document',
			operation: 'createRecord',
			parameters: { fileKey, fileName, attachTo: 'case', caseId },
		},
		{ resource: 'document', operation: 'getAll', parameters: { caseId, returnAll: true } },
		{ resource: 'document', operation: 'download', parameters: { documentId: secureDocumentId } },
		{ resource: 'document', operation: 'getMimeTypes' },
		{ resource: 'case', operation: 'get', parameters: { caseId } },
		{ resource: 'case', operation: 'getAll', parameters: { limit: 3 } },
		{
			resource: 'case',
			operation: 'create',
			parameters: {
				packageId: byId(packages[0]?.id ?? ''),
				email: 'sam.taylor@example.com',
				givenName: 'Sam',
				familyName: 'Taylor',
			},
		},
		{ resource: 'package', operation: 'getAll', parameters: { returnAll: true } },
	];
}
