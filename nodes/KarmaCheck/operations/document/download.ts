import { outputBinaryField } from '../../../shared/node/fileFields';
import { download } from '../../../shared/storage/download';
import { FileItem, type Operation } from '../../../shared/node/operation';
import { requiredText } from '../../../shared/node/values';
import { karmaCheck } from '../../api/client';
import { downloadUrl } from '../../api/download';

export const documentDownload: Operation = {
	resource: 'document',
	option: {
		name: 'Download',
		value: 'download',
		action: 'Download document',
		description: 'Download the file of a document',
	},
	keepsFor: 0,
	fields: [
		{
			displayName: 'Document ID',
			name: 'documentId',
			type: 'string',
			default: '',
			required: true,
			description: "The document's secureDocumentId, shown as ID by 'Get Many'",
		},
		outputBinaryField,
	],

	async execute(itemIndex, run) {
		const documentId = requiredText(this, 'documentId', itemIndex, 'Document ID');
		const field = requiredText(this, 'binaryPropertyName', itemIndex, 'Put Output File in Field');
		const mint = async () => await downloadUrl(this, documentId);
		const { file, ...about } = await download(
			this,
			{ mint, name: documentId, vendor: karmaCheck.vendor.name },
			run.signal,
		);
		return new FileItem({ documentId, ...about }, { [field]: file });
	},
};
