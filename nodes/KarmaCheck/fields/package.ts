import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';
import { listResult, searched } from '../../shared/node/listSearch';
import { listPackages } from '../api/packages';

export const packageIdField: INodeProperties = {
	displayName: 'Package',
	name: 'packageId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The set of checks to order',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a package…',
			typeOptions: { searchListMethod: 'searchPackages', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. f23fdee1-2ea5-23fc-9832-293a5d23a08b',
		},
	],
};

export async function searchPackages(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await listResult(this, async () => ({
		results: searched(await listPackages(this), filter, ({ name }) => [name]).map(
			({ id, name }) => ({ name, value: id }),
		),
	}));
}
