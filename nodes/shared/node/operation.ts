import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

/** What the items of one node run share. */
export interface Run {
	/** Runs a transfer as soon as fewer than 'Concurrency' others are running, across all items. */
	transfer: <T>(task: () => Promise<T>) => Promise<T>;
	/** Creates a value the first time it is asked for, and keeps it for the rest of the run. */
	once: <T>(key: string, create: () => Promise<T>) => Promise<T>;
	/** Aborted when the user cancels the execution. */
	signal: AbortSignal | undefined;
}

/** An output item that carries a file. */
export class FileItem {
	constructor(
		readonly json: IDataObject,
		readonly binary: NonNullable<INodeExecutionData['binary']>,
	) {}
}

export type Output = IDataObject | IDataObject[] | FileItem;

/** One entry of a node's 'Operation' list: a file in `operations/`, exported by its `index.ts`. */
export interface Operation {
	resource: string;
	option: INodePropertyOptions & { value: string };
	/** Shown only while this operation is selected. */
	fields: INodeProperties[];
	/** Whether items are processed in parallel; requires a 'Concurrency' option among the fields. */
	parallel?: boolean;
	/** Turns one item into its output items. Throws a StepError. */
	execute(this: IExecuteFunctions, itemIndex: number, run: Run): Promise<Output>;
}

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
 * @param main the operation that a new node starts with
 */
export function nodeProperties(
	resources: INodePropertyOptions[],
	operations: Operation[],
	main: Operation,
): INodeProperties[] {
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
			default: defaultOperation(options, main),
		};
	});
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources,
			default: String(main.resource),
		},
		...menus,
		...operations.flatMap((operation) => showFor(operation, operation.fields)),
	];
}

/** The main operation for its resource, otherwise one that only reads. Saved workflows rely on it. */
function defaultOperation(options: INodePropertyOptions[], main: Operation) {
	const chosen =
		options.find((option) => option === main.option) ??
		options.find(({ value }) => value === 'getAll' || value === 'get') ??
		options[0];
	return chosen?.value ?? '';
}
