import type { KarmaCheckEmulator } from '../emulators';
import type { Json } from '../n8n/client';
import { byId, type Call } from './operations';
import { expectArrived } from './expect';
import type { Shown, Stage } from './stage';
import { verifyNewCase } from './verify';

const DOCUMENT_TYPE = 'candidate-disclosures-and-authorizations';

/** Runs KarmaCheck's examples and operations, and checks what has arrived at KarmaCheck. */
export async function showKarmaCheck(stage: Stage): Promise<Shown[]> {
	const { emulators, runExample, runOperations } = stage;
	const file = 'signed-disclosure.pdf';
	const newCase = await runExample('karmacheck-documents-first.json');
	const nodes = { uploadNode: 'Upload without a case', caseNode: 'Create case', file };
	expectArrived(
		`KarmaCheck has received ${file} before its case`,
		newCase,
		await verifyNewCase(newCase, nodes, emulators),
	);

	const uploaded = newCase.runs.get(nodes.uploadNode)?.items[0]?.json ?? {};
	const calls = karmaCheckOperations(emulators.karmaCheck, uploaded);
	await runOperations('karmaCheck', calls);
	return [
		{ what: 'A PDF, uploaded before its case exists', result: '1 document on the new case' },
		{ what: 'The other operations of KarmaCheck', result: `${calls.length} work` },
	];
}

/**
 * Every KarmaCheck operation that needs no file; the examples show the others.
 * @param uploaded the output of an upload
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
			operation: 'downloadReport',
			parameters: { caseId: byId(caseIds[1] ?? '') },
		},
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
