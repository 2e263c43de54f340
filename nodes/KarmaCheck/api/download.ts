import type { IExecuteFunctions } from 'n8n-workflow';
import { storageAddress } from '../../shared/storage/address';
import { karmaCheck, unknownId } from './client';

/**
 * Where the file of a document can be had for a short time.
 * https://developer.karmacheck.com/api-reference/secure-documents
 * @throws StepError with step `request`
 */
export async function downloadUrl(context: IExecuteFunctions, documentId: string): Promise<string> {
	const request = {
		step: 'request',
		refusal: `KarmaCheck did not issue a download URL for document ${documentId}`,
	} as const;
	const answer = await karmaCheck.request(context, {
		method: 'GET',
		path: `/document/secure/id/${encodeURIComponent(documentId)}/download/url`,
		answer: 'text',
		remedies: unknownId('document'),
		...request,
	});
	// The body is the bare URL; quotes or a line break around it do no harm.
	const bare = String(answer).trim().replace(/^"|"$/g, '');
	return storageAddress(bare, await karmaCheck.baseUrl(context, request), request);
}
