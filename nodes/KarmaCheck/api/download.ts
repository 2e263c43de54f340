import type { IExecuteFunctions } from 'n8n-workflow';
import { storageUrl } from '../../shared/storage/address';
import { segment } from '../../shared/vendor/path';
import { karmaCheck, unknownId } from './client';

/**
 * The URL from which a document's file can be downloaded for a short time.
 * https://developer.karmacheck.com/api-reference/secure-documents
 * @throws StepError with step `request`
 */
export async function downloadUrl(context: IExecuteFunctions, documentId: string): Promise<string> {
	const request = {
		step: 'request',
		refusal: `KarmaCheck did not issue a download URL for document ${documentId}`,
	} as const;
	const response = await karmaCheck.request(context, {
		method: 'GET',
		path: `/document/secure/id/${segment(documentId, 'Document ID')}/download/url`,
		responseType: 'text',
		remedies: unknownId('document'),
		...request,
	});
	// The body is the bare URL; quotes or a line break around it do not matter.
	const bare = String(response).trim().replace(/^"|"$/g, '');
	return storageUrl(bare, await karmaCheck.baseUrl(context, request), request);
}
