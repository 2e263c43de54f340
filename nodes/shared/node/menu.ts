import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation } from './operation';

/** Shows fields for one operation only, in addition to their own conditions. */
export function showFor(
	{ resource, option }: Pick<Operation, 'resource' | 'option'>,
	fields: INodeProperties[],
): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: {
				...field.displayOptions?.show,
				resource: [resource],
				operation: [option.value],
			},
		},
	}));
}

/**
 * A node's whole `properties`: the resource, each resource's operations, each operation's fields.
 * @param starts what each resource starts with, the first of them a new node; saved workflows, which
 * leave out what is at its default, rely on it
 */
export function nodeProperties(
	resources: INodePropertyOptions[],
	operations: Operation[],
	starts: Operation[],
): INodeProperties[] {
	const startOf = (resource: INodePropertyOptions['value']) =>
		starts.find((start) => start.resource === resource)?.option.value;
	const menus = resources.map((resource): INodeProperties => {
		const options = operations
			.filter((operation) => operation.resource === resource.value)
			.map(({ option }) => option)
			.sort((a, b) => a.name.localeCompare(b.name));
		return {
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [resource.value] } },
			options,
			default: String(startOf(resource.value)),
		};
	});
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources,
			default: String(starts[0]?.resource),
		},
		...menus,
		...operations.flatMap((operation) => showFor(operation, operation.fields)),
	];
}
