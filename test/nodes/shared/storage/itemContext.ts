import 'reflect-metadata';
import { Readable } from 'node:stream';
import { assertBinaryData } from 'n8n-core';
import type {
	IBinaryData,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeParameters,
	IWorkflowSettings,
	NodeExecutionHint,
} from 'n8n-workflow';
import { uploadFiles } from '../../../../nodes/shared/storage/source';

export interface ItemContext {
	binaryPropertyName: unknown;
	/** The parameter as it is written, where that is an expression. */
	written?: string;
	options?: IDataObject;
	/** undefined: called as a tool of an AI agent, without any input */
	items?: INodeExecutionData[];
	binaryMode?: IWorkflowSettings['binaryMode'];
	/** Sizes in bytes of the files in n8n's storage, by id. */
	sizes?: Record<string, number>;
	/** Files in n8n's storage by id, where their bytes matter. */
	contents?: Record<string, Buffer>;
}

const node: INode = {
	id: '1',
	name: 'Subject',
	type: 'subject',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** The part of a node's context that reads files, with n8n's own look-up of binary fields. */
export function itemContext(of: ItemContext) {
	const {
		binaryPropertyName,
		written,
		options = {},
		items,
		binaryMode,
		sizes = {},
		contents = {},
	} = of;
	const inputData = items ? { main: [items] } : {};
	const parameters: Record<string, unknown> = { binaryPropertyName, options };
	for (const [name, value] of Object.entries(options)) parameters[`options.${name}`] = value;
	const asWritten = { binaryPropertyName: written ?? binaryPropertyName } as INodeParameters;
	const addExecutionHints = jest.fn<void, [NodeExecutionHint]>();
	const sizeOf = (id: string) => {
		const size = contents[id]?.length ?? sizes[id];
		if (size === undefined) throw new Error(`ENOENT: /home/node/.n8n/storage/${id}`);
		return size;
	};
	const getBinaryMetadata = jest.fn(async (id: string) => ({ fileSize: sizeOf(id) }));
	const getBinaryStream = jest.fn(async (id: string) =>
		Readable.from([contents[id] ?? Buffer.alloc(sizeOf(id), id)], { objectMode: false }),
	);
	const context = {
		getNodeParameter: (name: string, _item: number, fallback: unknown) =>
			parameters[name] ?? fallback,
		getInputData: () => items ?? [],
		getNode: () => ({ ...node, parameters: asWritten }),
		getWorkflowSettings: () => ({ binaryMode }),
		isToolExecution: () => items === undefined,
		addExecutionHints,
		helpers: {
			assertBinaryData: (item: number, field: string | IBinaryData) =>
				assertBinaryData(inputData as never, node, item, field, 0, binaryMode),
			getBinaryMetadata,
			getBinaryStream,
		},
	} as unknown as IExecuteFunctions;
	return { context, getBinaryMetadata, getBinaryStream, addExecutionHints };
}

/** A file as n8n keeps it inside an item. */
export const inMemory = (
	content: Buffer | string,
	about: Partial<IBinaryData> = {},
): IBinaryData => ({
	data: Buffer.from(content).toString('base64'),
	mimeType: 'application/pdf',
	fileName: 'a.pdf',
	...about,
});

/** A file as n8n refers to it, with its size as a rounded text. */
export const inStorage = (id: string, about: Partial<IBinaryData> = {}): IBinaryData => ({
	...inMemory('', about),
	data: 'filesystem-v2',
	id,
	fileSize: '1.2 MB',
});

/** The files of one item with these binary fields; more of the context where a test needs it. */
export const read = async (binary: Record<string, IBinaryData>, of: Partial<ItemContext> = {}) =>
	await uploadFiles(
		itemContext({ binaryPropertyName: 'data', items: [{ json: {}, binary }], ...of }).context,
		0,
	);

/** A StepError that says so, with any remedy unless one is given. */
export const refusal = (what: string, remedy?: string) => ({
	step: 'input',
	what: `Nothing was sent: ${what}`,
	...(remedy ? { remedy } : {}),
});

/** Files in these fields, each called like its field. */
export const filesIn = (...fields: string[]) =>
	Object.fromEntries(fields.map((name) => [name, inMemory(name, { fileName: name })]));

/** The names of the files that the parameter stands for in an item with these fields. */
export const namesOf = async (binary: Record<string, IBinaryData>, of: Partial<ItemContext>) =>
	(await read(binary, of)).map(fieldOf);

/** The field that `filesIn` has named a file after: the extension of its type comes from the upload. */
export const fieldOf = ({ fileName }: { fileName: string }) => fileName.replace(/\.pdf$/, '');

/** The refusal of a name that no field has. */
export const missing = (name: string) =>
	refusal(`no file was found in '${name}' of the incoming item`);
