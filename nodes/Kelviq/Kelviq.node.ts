import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { nodeProperties } from '../shared/operation';
import { runOperation } from '../shared/run';
import * as operations from './operations';

export class Kelviq implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kelviq',
		name: 'kelviq',
		icon: {
			light: 'file:../../icons/kelviq.svg',
			dark: 'file:../../icons/kelviq.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Upload product images and files to the Kelviq catalogue',
		defaults: { name: 'Kelviq' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kelviqApi', required: true }],
		properties: nodeProperties(
			[{ name: 'Media', value: 'media' }],
			Object.values(operations),
			operations.mediaUpload,
		),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, Object.values(operations));
	}
}
