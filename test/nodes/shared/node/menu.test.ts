import type { INodeProperties } from 'n8n-workflow';
import { nodeProperties, showFor } from '../../../../nodes/shared/node/menu';
import type { Operation } from '../../../../nodes/shared/node/operation';

const field = (name: string, displayOptions?: INodeProperties['displayOptions']) =>
	({ displayName: name, name, type: 'string', default: '', displayOptions }) as INodeProperties;

const operation = (resource: string, value: string, fields: INodeProperties[] = []): Operation => ({
	resource,
	option: { name: value.toUpperCase(), value, action: value },
	fields,
	execute: async () => ({}),
});

describe('showFor', () => {
	const upload = operation('document', 'upload');

	it('shows a field for one resource and one operation', () => {
		expect(showFor(upload, [field('caseId')])[0]?.displayOptions).toEqual({
			show: { resource: ['document'], operation: ['upload'] },
		});
	});

	it("keeps a field's own conditions", () => {
		const own = { show: { attachTo: ['case'] }, hide: { simple: [true] } };
		expect(showFor(upload, [field('caseId', own)])[0]?.displayOptions).toEqual({
			show: { attachTo: ['case'], resource: ['document'], operation: ['upload'] },
			hide: { simple: [true] },
		});
	});

	it('leaves the field itself unchanged, so that several operations can share it', () => {
		const shared = field('caseId', { show: { attachTo: ['case'] } });
		const before = structuredClone(shared);
		showFor(upload, [shared]);
		expect(shared).toEqual(before);
	});
});

describe('nodeProperties', () => {
	const resources = [
		{ name: 'Case', value: 'case' },
		{ name: 'Document', value: 'document' },
	];
	const upload = operation('document', 'upload', [field('data')]);
	const get = operation('case', 'get', [field('caseId')]);
	const properties = nodeProperties(
		resources,
		[
			upload,
			operation('case', 'create', [field('email')]),
			get,
			operation('document', 'download', [field('documentId')]),
		],
		[upload, get],
	);

	it('begins with the list of resources, that of the first start selected', () => {
		expect(properties[0]).toMatchObject({
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources,
			default: 'document',
		});
	});

	it('gives each resource its own list of operations, by name, and selects the one it starts with', () => {
		const menus = properties.filter(({ name }) => name === 'operation');
		expect(menus).toMatchObject([
			{
				displayOptions: { show: { resource: ['case'] } },
				options: [{ value: 'create' }, { value: 'get' }],
				default: 'get',
			},
			{
				displayOptions: { show: { resource: ['document'] } },
				options: [{ value: 'download' }, { value: 'upload' }],
				default: 'upload',
			},
		]);
	});

	it("ends with every operation's fields, shown for that operation only", () => {
		expect(
			properties.slice(3).map(({ name, displayOptions }) => [name, displayOptions?.show]),
		).toEqual([
			['data', { resource: ['document'], operation: ['upload'] }],
			['email', { resource: ['case'], operation: ['create'] }],
			['caseId', { resource: ['case'], operation: ['get'] }],
			['documentId', { resource: ['document'], operation: ['download'] }],
		]);
	});
});
