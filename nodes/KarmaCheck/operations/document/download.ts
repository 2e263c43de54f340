import { download, outputFieldField } from '../../../shared/storage/download';
import { FileItem, type Operation } from '../../../shared/node/operation';
import { storageAddress } from '../../../shared/storage/address';
import { requiredText } from '../../../shared/node/values';
import { karmaCheck, karmaCheckAddress, unknownId } from '../../api/client';

export const documentDownload: Operation = {
	resource: 'document',
	option: {
		name: 'Download',
		value: 'download',
		action: 'Download document',
		description: 'Get the file of a document',
	},
	fields: [
		{
			displayName: 'Document ID',
			name: 'documentId',
			type: 'string',
			default: '',
			required: true,
			description: "The document's secureDocumentId, which a list of documents shows as ID",
		},
		outputFieldField,
	],

	async execute(itemIndex, run) {
		const documentId = requiredText(this, 'documentId', itemIndex, 'Document ID');
		const field = requiredText(this, 'binaryPropertyName', itemIndex, 'Put Output File in Field');
		const request = {
			step: 'request',
			refusal: `KarmaCheck gave no download address for document ${documentId}`,
		} as const;
		const answer = await karmaCheck(this, {
			method: 'GET',
			path: `/document/secure/id/${encodeURIComponent(documentId)}/download/url`,
			answer: 'text',
			remedies: unknownId('document'),
			...request,
		});
		// The body is the bare address; quotes or a line break around it do no harm.
		const bare = String(answer).trim().replace(/^"|"$/g, '');
		const vendorUrl = await karmaCheckAddress(this, request);
		const url = storageAddress(bare, vendorUrl, request);

		const { file, ...about } = await download(this, url, documentId, run.signal);
		return new FileItem({ documentId, ...about }, { [field]: file });
	},
};
