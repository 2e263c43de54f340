import {
	isSimplified,
	listFields,
	simplifyField,
	wantedResults,
} from '../../../shared/node/listFields';
import { collection } from '../../../shared/node/collection';
import type { Operation } from '../../../shared/node/operation';
import { booleanOf, textOf } from '../../../shared/node/values';
import { listCases, simplified } from '../../api/cases';

export const caseGetAll: Operation = {
	resource: 'case',
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many cases',
		description: "Get the group's cases, newest first",
	},
	keepsFor: 0,
	fields: [
		...listFields,
		collection('Filters', 'filters', [
			{
				displayName: 'Include Archived',
				name: 'includeArchived',
				type: 'boolean',
				default: false,
				description: 'Whether to return archived cases as well',
			},
			{
				displayName: 'Package ID',
				name: 'packageId',
				type: 'string',
				default: '',
				description: 'Only cases for which this package was ordered',
			},
			{
				displayName: 'User ID',
				name: 'userId',
				type: 'string',
				default: '',
				description: 'Only cases that this user ordered',
			},
		]),
		simplifyField,
	],

	async execute(itemIndex) {
		const filters = this.getNodeParameter('filters', itemIndex, {}) as Record<string, unknown>;
		const cases = await listCases(this, {
			includeArchived: booleanOf(filters.includeArchived, 'Include Archived', false),
			packageId: textOf(filters.packageId, 'Package ID') || undefined,
			userId: textOf(filters.userId, 'User ID') || undefined,
		});
		const wanted = cases.slice(0, wantedResults(this, itemIndex));
		return isSimplified(this, itemIndex) ? wanted.map(simplified) : wanted;
	},
};
