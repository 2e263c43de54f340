import type { Answer, Endpoint } from '../../vendor/types';
import { forbidden } from '../answers';
import { downloadUrl } from '../downloadUrl';
import type { KarmaCheckState } from '../state';

/**
 * A presigned GET URL of one document; 403 for a document of another group, and for unknown
 * ids unless `unknownDocumentStatus` says otherwise.
 * https://developer.karmacheck.com/api-reference/secure-documents/get-secure-document-download-url
 */
export const getDownloadUrl: Endpoint<KarmaCheckState> = async (state, { params }) => {
	const { secureDocumentId = '' } = params;
	const isWanted = ({ id }: { id: string }) => id === secureDocumentId;
	const document = state.systemDocuments.find(isWanted) ?? state.records.find(isWanted);
	if (!document) return refuse(state, secureDocumentId);
	return await downloadUrl(state, document.fileKey, state.urlExpiresInSeconds);
};

function refuse({ foreignDocumentId, unknownDocumentStatus }: KarmaCheckState, id: string): Answer {
	if (id !== foreignDocumentId && unknownDocumentStatus === 404) {
		return { status: 404, text: 'Invalid document' };
	}
	throw forbidden(`You do not have access to document ${id}`);
}
