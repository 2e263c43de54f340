import type { INodeProperties } from 'n8n-workflow';

export const fileIdField: INodeProperties = {
	displayName: 'File ID',
	name: 'fileId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 9b1c8af2-3d4e-4f9a-8b2c-1f3e5a7b9d12',
	description: "The ID of the file, as listed in the plan's files",
};
