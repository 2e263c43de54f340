import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { fileKeysOf } from '../../shared/node/values';
import { descriptionOption, identifierOption, nameOption } from './common';
import { taxCodeField } from './taxCode';

const imageKeysOption: INodeProperties = {
	displayName: 'Image Keys',
	name: 'imageKeys',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.fileKey }}',
	description:
		'The file keys of uploaded images to add, separated by commas; each can be used only once',
};

export const newProductOptions = [descriptionOption, identifierOption, imageKeysOption];

export const productOptions = [descriptionOption, imageKeysOption, nameOption, taxCodeField];

/** What users enter about a product, as the API expects it, and the keys of the images to add. */
export function productValues({ imageKeys, ...fields }: IDataObject): {
	fields: IDataObject;
	imageKeys: string[];
} {
	return { fields, imageKeys: fileKeysOf(imageKeys, 'Image Keys') };
}
