import { byId, type Bed } from '../../support/bed';
import { files, twoDocuments, type Subject } from './subject';

const caseId = ({ karmaCheck }: Bed) => ({ caseId: byId(karmaCheck.caseIds[1] ?? '') });

export const karmaCheckSubjects: Subject[] = [
	{ node: 'karmaCheck', resource: 'document', operation: 'getMimeTypes' },
	{
		node: 'karmaCheck',
		resource: 'document',
		operation: 'upload',
		parameters: (bed) => ({ attachTo: 'case', ...caseId(bed), ...files }),
		items: twoDocuments,
	},
	{
		node: 'karmaCheck',
		resource: 'document',
		operation: 'createUploadUrl',
		parameters: () => ({
			mimeType: 'application/pdf',
			documentTypeId: 'candidate-disclosures-and-authorizations',
		}),
	},
	{
		node: 'karmaCheck',
		resource: 'document',
		operation: 'createRecord',
		parameters: (bed) => {
			const fileKey = bed.karmaCheck.minted.keys().next().value ?? 'none';
			return { fileKey, fileName: 'a.pdf', attachTo: 'case', ...caseId(bed) };
		},
	},
	{
		node: 'karmaCheck',
		resource: 'document',
		operation: 'getAll',
		parameters: (bed) => ({ ...caseId(bed), returnAll: true }),
	},
	{
		node: 'karmaCheck',
		resource: 'document',
		operation: 'download',
		parameters: ({ karmaCheck }) => ({
			documentId: karmaCheck.records[0]?.id ?? 'none',
			binaryPropertyName: 'data',
		}),
	},
	{ node: 'karmaCheck', resource: 'case', operation: 'get', parameters: caseId },
	{
		node: 'karmaCheck',
		resource: 'case',
		operation: 'downloadReport',
		parameters: (bed) => ({ ...caseId(bed), binaryPropertyName: 'data' }),
	},
	{
		node: 'karmaCheck',
		resource: 'case',
		operation: 'getAll',
		parameters: () => ({ returnAll: true, filters: { includeArchived: true } }),
	},
	{
		node: 'karmaCheck',
		resource: 'case',
		operation: 'create',
		parameters: ({ karmaCheck }) => ({
			packageId: byId(karmaCheck.packages[0]?.id ?? ''),
			email: 'nathan@example.com',
			givenName: 'Nathan',
			familyName: 'Smith',
			ifCaseExists: 'fail',
			additionalFields: karmaCheck.casesCreated % 2 ? {} : { orderOverride: 'add' },
		}),
	},
	{ node: 'karmaCheck', resource: 'package', operation: 'getAll' },
];
