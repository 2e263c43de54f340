import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { booleanOf, numberOf } from './values';

/** Return All and Limit, for operations that return many items. */
export const listFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** How many results the user wants at most. @throws StepError with step `input` */
export function wantedResults(context: IExecuteFunctions, itemIndex: number): number {
	const returnAll = context.getNodeParameter('returnAll', itemIndex, false);
	if (booleanOf(returnAll, 'Return All', false)) return Infinity;
	const limit = numberOf(context.getNodeParameter('limit', itemIndex, 50), 'Limit');
	return Math.max(Math.floor(limit ?? 50), 1);
}

/** Whether the user wants the simplified version. @throws StepError with step `input` */
export const isSimplified = (context: IExecuteFunctions, itemIndex: number): boolean =>
	booleanOf(context.getNodeParameter('simplify', itemIndex, true), 'Simplify', true);
