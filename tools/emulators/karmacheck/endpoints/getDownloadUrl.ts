import type { Answer, Endpoint } from '../../vendor/types';
import { forbidden } from '../answers';
import type { KarmaCheckState } from '../state';
import { storeFile } from '../systemDocuments';

/** The response is the URL and nothing else, without an envelope; this wraps it in something. */
const QUIRKS = {
	bare: (url: string) => url,
	quoted: (url: string) => `"${url}"`,
	lineBreak: (url: string) => `${url}\n`,
};

/**
 * A presigned GET URL of one document; 403 for a document of another group, and for unknown
 * ids unless `unknownDocumentStatus` says otherwise.
 * https://developer.karmacheck.com/api-reference/secure-documents/get-secure-document-download-url
 */
export const getDownloadUrl: Endpoint<KarmaCheckState> = async (state, { params }) => {
	const { secureDocumentId = '' } = params;
	const { storage, bucket, records, systemDocuments } = state;
	const isWanted = ({ id }: { id: string }) => id === secureDocumentId;
	const ofSystem = systemDocuments.find(isWanted);
	const document = ofSystem ?? records.find(isWanted);
	if (!document) return refuse(state, secureDocumentId);

	const { fileKey: key } = document;
	if (ofSystem && !(await storage.exists(bucket, key))) await storeFile(storage, bucket, key);
	const expiresInSeconds = state.urlExpiresInSeconds;
	const url = await storage.presignGet({ bucket, key, expiresInSeconds });
	return {
		headers: { 'Content-Type': 'text/html; charset=utf-8' },
		text: QUIRKS[state.downloadUrlQuirk](url),
	};
};

function refuse({ foreignDocumentId, unknownDocumentStatus }: KarmaCheckState, id: string): Answer {
	if (id !== foreignDocumentId && unknownDocumentStatus === 404) {
		return { status: 404, text: 'Invalid document' };
	}
	throw forbidden(`You do not have access to document ${id}`);
}
