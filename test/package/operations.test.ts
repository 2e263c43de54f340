import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../nodes/shared/node/operation';
import { NODES, ROOT } from '../support/manifest';

const nodes = join(ROOT, 'nodes');

/** What the README lists under a node, as `resource: operation`; an empty resource is that above it. */
function tableOf(node: string): string[] {
	const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
	const section = readme.split('## Operations')[1]?.split(`### ${node}\n`)[1]?.split(/^##/m)[0];
	let above = '';
	return (section ?? '').split('\n').flatMap((line) => {
		const [, resource = '', names = ''] = line.split('|').map((cell) => cell.trim().toLowerCase());
		above = resource || above;
		return names.split(', ').map((name) => `${above}: ${name}`);
	});
}

const operationsOf = (folder: string) =>
	Object.values(jest.requireActual<Record<string, Operation>>(join(nodes, folder, 'operations')));

const vendors = NODES.filter(({ name }) => existsSync(join(nodes, name, 'operations'))).map(
	({ name, one }) => ({ folder: name, operations: operationsOf(name), node: one }),
);

describe.each(vendors)('the operations of $folder', ({ folder, operations, node }) => {
	const root = join(nodes, folder, 'operations');

	it('are the files in its operations folder, no more and no fewer', () => {
		const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
			.filter((path) => path.includes('/'))
			.map((path) => path.replace(/\.ts$/, ''));
		const exported = operations.map(({ resource, option }) => `${resource}/${option.value}`);

		expect(exported.sort()).toEqual(files.sort());
	});

	it('belong to resources that the node offers', () => {
		const resource = node.description.properties.find(({ name }) => name === 'resource');
		const offered = (resource?.options ?? []).map((option) => 'value' in option && option.value);

		expect(new Set(operations.map((operation) => operation.resource))).toEqual(new Set(offered));
	});

	it('have one among them that each resource starts with', () => {
		for (const menu of node.description.properties.filter(({ name }) => name === 'operation')) {
			const offered = (menu.options ?? []).map((option) => 'value' in option && option.value);
			expect(offered).toContain(menu.default);
		}
	});

	it('have their places in the tables of the README', () => {
		const listed = tableOf(node.description.displayName);
		const title = (value: string) => value.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
		const missing = operations
			.map(({ resource, option }) => `${title(resource)}: ${option.name.toLowerCase()}`)
			.filter((name) => !listed.includes(name));
		expect(missing).toEqual([]);
	});

	it('describe their output to the editor', () => {
		const described = operations.map(({ resource, option }) =>
			join(folder, '__schema__/v1.0.0', resource, `${option.value}.json`),
		);
		expect(described.filter((path) => !existsSync(join(nodes, path)))).toEqual([]);
	});

	it('have a Concurrency option exactly when they work on items side by side', () => {
		for (const { parallel = false, fields } of operations) {
			const options = fields.find(({ name }) => name === 'options')?.options as
				INodeProperties[] | undefined;
			expect(Boolean(options?.some(({ name }) => name === 'concurrency'))).toBe(parallel);
		}
	});

	it('speak of themselves as n8n asks: actions without article, help without final full stop', () => {
		for (const { option, fields } of operations) {
			expect(option.action).toMatch(/^[A-Z][^.]*$/);
			expect(option.action).not.toMatch(/ (a|an|the) /);
			expect(option.description).not.toMatch(/\.$/);
			for (const text of fields.flatMap(helpTexts)) expect(text).not.toMatch(/[^.]\.$/);
		}
	});
});

function helpTexts(field: INodeProperties): string[] {
	const inner = (field.options ?? []).flatMap((option) =>
		'type' in option ? helpTexts(option) : [('description' in option && option.description) || ''],
	);
	return [field.description ?? '', field.hint ?? '', ...inner].filter(Boolean);
}
