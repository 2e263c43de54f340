import type { Operation } from '../../../shared/node/operation';
import { listMimeTypes } from '../../api/mimeTypes';

export const documentGetMimeTypes: Operation = {
	resource: 'document',
	option: {
		name: 'Get MIME Types',
		value: 'getMimeTypes',
		action: 'Get document MIME types',
		description: 'Get the file types that KarmaCheck accepts',
	},
	keepsFor: 0,
	fields: [],

	async execute() {
		const types = await listMimeTypes(this, {
			step: 'request',
			refusal: 'The file types could not be read',
		});
		return types.map((mimeType) => ({ mimeType }));
	},
};
