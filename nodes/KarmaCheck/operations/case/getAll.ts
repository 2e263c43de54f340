import {
	isSimplified,
	listFields,
	simplifyField,
	wantedResults,
} from '../../../shared/node/listFields';
import { collection } from '../../../shared/node/collection';
import { searched } from '../../../shared/node/listSearch';
import type { Operation } from '../../../shared/node/operation';
import { booleanOf } from '../../../shared/node/values';
import { textOf } from '../../../shared/text';
import { listCases, searchTexts, simplified } from '../../api/cases';

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
				displayName: 'Search',
				name: 'search',
				type: 'string',
				default: '',
				placeholder: 'e.g. nathan@example.com',
				description: 'Words in the name, email, package, or status',
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
		const found = searched(cases, textOf(filters.search, 'Search'), searchTexts);
		const wanted = found.slice(0, wantedResults(this, itemIndex));
		return isSimplified(this, itemIndex) ? wanted.map(simplified) : wanted;
	},
};
