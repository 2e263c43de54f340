import { byId } from '../../demo/operations';
import type { Json } from '../../n8n/client';
import type { Credentials } from '../lab';
import type { NodeSpec } from './build';

const PACKAGE = 'n8n-nodes-karmacheck-kelviq';

/** The KarmaCheck node that uploads to a case: a PUT and a record. */
export const uploadDocument = (
	{ karmaCheck }: Credentials,
	caseId: string,
	concurrency?: number,
): NodeSpec => ({
	name: 'Upload document',
	type: `${PACKAGE}.karmaCheck`,
	credential: karmaCheck,
	parameters: {
		resource: 'document',
		operation: 'upload',
		attachTo: 'case',
		caseId: byId(caseId),
		binaryPropertyName: 'data',
		options: options(concurrency),
	},
});

/** The Kelviq node that uploads media: a POST form. */
export const uploadMedia = ({ kelviq }: Credentials, concurrency?: number): NodeSpec => ({
	name: 'Upload media',
	type: `${PACKAGE}.kelviq`,
	credential: kelviq,
	parameters: {
		resource: 'media',
		operation: 'upload',
		binaryPropertyName: 'data',
		options: options(concurrency),
	},
});

/** One vendor call and nothing else. */
export const createUploadUrl = ({ karmaCheck }: Credentials): NodeSpec => ({
	name: 'Create upload URL',
	type: `${PACKAGE}.karmaCheck`,
	credential: karmaCheck,
	parameters: {
		resource: 'document',
		operation: 'createUploadUrl',
		mimeType: 'application/pdf',
		documentTypeId: DOCUMENT_TYPE,
	},
});

export const DOCUMENT_TYPE = 'candidate-disclosures-and-authorizations';

const options = (concurrency?: number): Json => (concurrency ? { concurrency } : {});
