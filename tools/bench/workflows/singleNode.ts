import { byId } from '../../demo/operations';
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
		options: concurrency ? { concurrency } : {},
	},
});

/** The Kelviq node that uploads media: a POST form. */
export const uploadMedia = ({ kelviq }: Credentials): NodeSpec => ({
	name: 'Upload media',
	type: `${PACKAGE}.kelviq`,
	credential: kelviq,
	parameters: {
		resource: 'media',
		operation: 'upload',
		binaryPropertyName: 'data',
		options: {},
	},
});

/** n8n's AWS S3 node, which needs keys of the bucket instead of an address. */
export const putByAws = ({ aws }: Credentials): NodeSpec => ({
	name: 'AWS S3',
	type: 'awsS3',
	typeVersion: 2,
	credential: aws,
	parameters: {
		resource: 'file',
		operation: 'upload',
		// A dot keeps the bucket's name out of the host name.
		bucketName: 'bench.bucket',
		fileName: 'file.pdf',
		binaryData: true,
		binaryPropertyName: 'data',
		additionalFields: {},
		tagsUi: {},
	},
});
