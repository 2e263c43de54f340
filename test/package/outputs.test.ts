import { subjects } from '../fuzz/operations';
import { startBed, type Bed } from '../support/bed';
import { expectDescribed } from '../support/described';

let bed: Bed;

beforeAll(async () => {
	bed = await startBed();
});

afterAll(async () => {
	await bed.close();
});

it.each(subjects)(
	'$node $resource $operation returns what its __schema__ describes',
	async ({ node, resource, operation, parameters, items = [{}] }) => {
		const result = await bed.engine.run({
			node,
			credentials: bed.credentials(),
			items,
			parameters: { resource, operation, ...parameters?.(bed) },
		});
		expect(result.error?.message).toBeUndefined();
		expectDescribed(result.items, node, `/${resource}/${operation}`);
	},
);
