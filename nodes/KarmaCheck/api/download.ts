import type { IExecuteFunctions } from 'n8n-workflow';
import { storageUrl } from '../../shared/storage/address';
import type { Expectation } from '../../shared/vendor/expectation';
import { segment } from '../../shared/vendor/path';
import { karmaCheck, unknownId } from './client';

/**
 * The URL from which a document's file can be downloaded for a short time.
 * https://developer.karmacheck.com/api-reference/secure-documents
 * @throws StepError with step `request`
 */
export async function downloadUrl(context: IExecuteFunctions, documentId: string): Promise<string> {
	const path = `/document/secure/id/${segment(documentId, 'Document ID')}/download/url`;
	return await issuedUrl(context, path, {
		step: 'request',
		refusal: `KarmaCheck did not issue a download URL for document ${documentId}`,
		remedies: unknownId('document'),
	});
}

/** A presigned URL, which KarmaCheck returns as text. @throws StepError */
export async function issuedUrl(
	context: IExecuteFunctions,
	path: string,
	expectation: Expectation,
): Promise<string> {
	const request = { method: 'GET', path, responseType: 'text', ...expectation } as const;
	const response = await karmaCheck.request(context, request);
	// The body is the bare URL; quotes or a line break around it do not matter.
	const bare = String(response).trim().replace(/^"|"$/g, '');
	return storageUrl(bare, await karmaCheck.baseUrl(context, expectation), expectation);
}
