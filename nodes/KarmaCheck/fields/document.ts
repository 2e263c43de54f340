import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { textOf } from '../../shared/text';
import type { DocumentDetails } from '../api/records';

const DOCUMENT_TYPE = 'candidate-disclosures-and-authorizations';

export const descriptionOption: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	description: 'Text to store with the document',
};

export const documentTypeOption: INodeProperties = {
	displayName: 'Document Type ID',
	name: 'documentTypeId',
	type: 'string',
	default: DOCUMENT_TYPE,
	description:
		'Kind of document; the default is the only one that KarmaCheck documents for uploads',
};

export const titleOption: INodeProperties = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	default: '',
	placeholder: 'e.g. Signed disclosure',
	description: 'Title that KarmaCheck shows for the document',
};

export const documentTypeField: INodeProperties = { ...documentTypeOption, required: true };

/** What 'Options' says about the documents of one item; empty texts are omitted. */
export function documentDetails(context: IExecuteFunctions, itemIndex: number): DocumentDetails {
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const title = textOf(options.title, 'Title');
	const description = textOf(options.description, 'Description');
	return {
		documentTypeId: textOf(options.documentTypeId, 'Document Type ID') || DOCUMENT_TYPE,
		...(title ? { title } : {}),
		...(description ? { description } : {}),
	};
}
