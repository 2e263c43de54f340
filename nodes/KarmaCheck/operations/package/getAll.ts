import { listFields, wantedResults } from '../../../shared/node/listFields';
import type { Operation } from '../../../shared/node/operation';
import { listPackages } from '../../api/packages';

export const packageGetAll: Operation = {
	resource: 'package',
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many packages',
		description: 'Get the sets of checks that can be ordered',
	},
	keepsFor: 0,
	fields: listFields,

	async execute(itemIndex) {
		const packages = await listPackages(this);
		return packages.slice(0, wantedResults(this, itemIndex)).map(({ id, name }) => ({ id, name }));
	},
};
