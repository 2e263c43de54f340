import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { documentationOf } from '../shared/node/documentation';
import { nodeProperties } from '../shared/node/menu';
import { runOperation } from '../shared/node/run';
import { kelviq } from './api/client';
import { searchPlans } from './fields/plan';
import { searchProducts } from './fields/product';
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
		description: 'Manage products, plans, images, and files in the Kelviq catalog',
		documentationUrl: documentationOf('Kelviq'),
		defaults: { name: 'Kelviq' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kelviqApi', required: true }],
		properties: nodeProperties(
			[
				{ name: 'Media', value: 'media' },
				{ name: 'Plan', value: 'plan' },
				{ name: 'Plan File', value: 'planFile' },
				{ name: 'Product', value: 'product' },
				{ name: 'Product Image', value: 'productImage' },
			],
			Object.values(operations),
			[
				operations.mediaUpload,
				operations.planGet,
				operations.planFileDelete,
				operations.productGet,
				operations.productImageDelete,
			],
		),
	};

	methods = { listSearch: { searchPlans, searchProducts } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, Object.values(operations), await kelviq.account(this));
	}
}
