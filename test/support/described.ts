import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import type { INodeExecutionData } from 'n8n-workflow';
import { NODES, ROOT } from './manifest';

/** What the editor shows of an output before the first run. */
interface Description {
	type: string | string[];
	properties?: Record<string, Description>;
	items?: Description;
}

/** Whatever is described may be null; nothing is there that is not described. */
function exactly({ type, properties, items }: Description): object {
	const inner = Object.entries(properties ?? {}).map(([name, one]) => [name, exactly(one)]);
	return {
		type: [...new Set([type, 'null'].flat())],
		...(properties && { properties: Object.fromEntries(inner), additionalProperties: false }),
		...(items && { items: exactly(items) }),
	};
}

/**
 * Expects items to have all fields that a node's `__schema__` describes, in its types, and no others.
 * @param path below the version, e.g. `/case/get`; a trigger has none
 */
export function expectDescribed(items: INodeExecutionData[], node: string, path = ''): void {
	const folder = NODES.find(({ one }) => one.description.name === node)?.name ?? node;
	const file = join(ROOT, 'nodes', folder, `__schema__/v1.0.0${path}.json`);
	const description = JSON.parse(readFileSync(file, 'utf8')) as Description;
	const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
	for (const { json } of items) {
		ajv.validate(exactly(description), json);
		expect(ajv.errors).toBeNull();
	}
	const returned = new Set(items.flatMap(({ json }) => Object.keys(json)));
	expect([...returned].sort()).toEqual(Object.keys(description.properties ?? {}).sort());
}
