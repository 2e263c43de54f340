import type { INodeProperties } from 'n8n-workflow';

export const imageIdField: INodeProperties = {
	displayName: 'Image ID',
	name: 'imageId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 5b1c8af2-3d4e-4f9a-8b2c-1f3e5a7b9d12',
	description: "The ID of the image, as listed in the product's images",
};
