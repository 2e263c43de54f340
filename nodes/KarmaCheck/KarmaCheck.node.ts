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
import { karmaCheck } from './api/client';
import { searchCases } from './fields/case';
import { searchPackages } from './fields/package';
import * as operations from './operations';

export class KarmaCheck implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'KarmaCheck',
		name: 'karmaCheck',
		icon: {
			light: 'file:../../icons/karmacheck.svg',
			dark: 'file:../../icons/karmacheck.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Order background checks and attach signed documents',
		documentationUrl: documentationOf('KarmaCheck'),
		defaults: { name: 'KarmaCheck' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'karmaCheckApi', required: true }],
		properties: nodeProperties(
			[
				{ name: 'Case', value: 'case' },
				{ name: 'Document', value: 'document' },
				{ name: 'Package', value: 'package' },
			],
			Object.values(operations),
			[operations.documentUpload, operations.caseGet, operations.packageGetAll],
		),
	};

	methods = { listSearch: { searchCases, searchPackages } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, Object.values(operations), await karmaCheck.account(this));
	}
}
