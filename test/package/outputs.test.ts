import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { subjects } from '../fuzz/operations';
import { startBed, type Bed } from '../support/bed';
import { NODES, ROOT } from '../support/manifest';

/** What the editor shows of an output before the first run. */
interface Description {
	type: string;
	properties?: Record<string, Description>;
	items?: Description;
}

/** Whatever is described may be null; nothing is there that is not described. */
function exactly({ type, properties, items }: Description): object {
	const inner = Object.entries(properties ?? {}).map(([name, one]) => [name, exactly(one)]);
	return {
		type: [type, 'null'],
		...(properties && { properties: Object.fromEntries(inner), additionalProperties: false }),
		...(items && { items: exactly(items) }),
	};
}

function descriptionOf(node: string, resource: string, operation: string): Description {
	const folder = NODES.find(({ one }) => one.description.name === node)?.name ?? node;
	const path = join('nodes', folder, '__schema__/v1.0.0', resource, `${operation}.json`);
	return JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Description;
}

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
		const description = descriptionOf(node, resource, operation);
		const result = await bed.engine.run({
			node,
			credentials: bed.credentials(),
			items,
			parameters: { resource, operation, ...parameters?.(bed) },
		});
		expect(result.error?.message).toBeUndefined();

		const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
		for (const { json } of result.items) {
			ajv.validate(exactly(description), json);
			expect(ajv.errors).toBeNull();
		}
		const returned = new Set(result.items.flatMap(({ json }) => Object.keys(json)));
		expect([...returned].sort()).toEqual(Object.keys(description.properties ?? {}).sort());
	},
);
