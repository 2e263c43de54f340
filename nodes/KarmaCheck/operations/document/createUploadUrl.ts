import type { Operation } from '../../../shared/node/operation';
import { enteredType } from '../../../shared/storage/enteredType';
import { expiresAt } from '../../../shared/storage/expiry';
import { requiredText } from '../../../shared/node/values';
import { mintUploadSlot } from '../../api/mint';
import { documentTypeField } from '../../fields/document';

export const documentCreateUploadUrl: Operation = {
	resource: 'document',
	option: {
		name: 'Create Upload URL',
		value: 'createUploadUrl',
		action: 'Create upload URL',
		description: 'Get a presigned URL to upload a file from outside n8n',
	},
	keepsFor: 0,
	fields: [
		{
			displayName: 'MIME Type',
			name: 'mimeType',
			type: 'string',
			default: 'application/pdf',
			required: true,
			placeholder: 'e.g. application/pdf',
			description: 'Type of the file, which must be uploaded with exactly this Content-Type',
		},
		documentTypeField,
	],

	async execute(itemIndex) {
		const mimeType = enteredType(requiredText(this, 'mimeType', itemIndex, 'MIME Type'));
		const documentTypeId = requiredText(this, 'documentTypeId', itemIndex, 'Document Type ID');
		const { url, fileKey } = await mintUploadSlot(this, { mimeType }, documentTypeId);
		return { url, fileKey, expiresAt: expiresAt(url) };
	},
};
