import type { Operation } from '../../../shared/node/operation';
import { fileNameField } from '../../../shared/node/fileFields';
import { chosenType } from '../../../shared/storage/fileType';
import { cleanFileName } from '../../../shared/storage/fileName';
import { policyExpiresAt } from '../../../shared/storage/policy';
import { requiredText } from '../../../shared/node/values';
import { mintMediaUpload } from '../../api/mint';

export const mediaCreateUploadUrl: Operation = {
	resource: 'media',
	option: {
		name: 'Create Upload URL',
		value: 'createUploadUrl',
		action: 'Create upload URL',
		description: 'Get a presigned form to upload a file from outside n8n',
	},
	keepsFor: 0,
	fields: [
		fileNameField,
		{
			displayName: 'MIME Type',
			name: 'mimeType',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. image/png',
			description: 'Type of the file, the only one that the form accepts',
		},
	],

	async execute(itemIndex) {
		const name = requiredText(this, 'fileName', itemIndex, 'File Name');
		const mimeType = chosenType(requiredText(this, 'mimeType', itemIndex, 'MIME Type'));
		const fileName = cleanFileName(name, mimeType);
		const form = await mintMediaUpload(this, { fileName, mimeType });
		const { url, fields, fileKey } = form;
		return { url, fields, fileKey, expiresAt: policyExpiresAt(form) };
	},
};
