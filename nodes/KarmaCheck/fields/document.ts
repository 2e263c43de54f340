import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
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
	const { documentTypeId, title, description } = context.getNodeParameter(
		'options',
		itemIndex,
		{},
	) as Partial<DocumentDetails>;
	return {
		documentTypeId: documentTypeId?.trim() || DOCUMENT_TYPE,
		...(title ? { title } : {}),
		...(description ? { description } : {}),
	};
}
