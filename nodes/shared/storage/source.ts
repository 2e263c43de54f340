import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { inputError } from '../errors';
import { filesOf, type UploadFile } from './uploadFile';

/**
 * The files that 'Input Data Field Name' refers to in one item, checked before anything is sent.
 * @param vendorType a vendor's own form of a MIME type
 * @throws StepError with step `input`
 */
export async function uploadFiles(
	context: IExecuteFunctions,
	itemIndex: number,
	vendorType = (mimeType: string) => mimeType,
): Promise<UploadFile[]> {
	const fields = fieldsOf(context.getNodeParameter('binaryPropertyName', itemIndex));
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const found = fields.map((field) => binaryData(context, itemIndex, field));
	return await filesOf(context, found, options, vendorType);
}

/** One field name, several separated by commas, or what an expression returns: a file, or a list. */
function fieldsOf(value: unknown): Array<string | IBinaryData> {
	const fields = [value]
		.flat()
		.flatMap((one) => (typeof one === 'string' ? one.split(',').map((name) => name.trim()) : [one]))
		.filter((one) => one !== '' && one !== null && one !== undefined);
	// A field named twice is still one file.
	if (fields.length) return [...new Set(fields)] as Array<string | IBinaryData>;
	if (typeof value === 'string') {
		throw inputError(
			"'Input Data Field Name' is empty",
			"Enter the name of the field that holds the file, e.g. 'data'",
		);
	}
	throw inputError(
		"the expression in 'Input Data Field Name' returned nothing",
		"Use one that returns a file, e.g. {{ $('Read File').item.binary.data }}",
	);
}

function binaryData(
	context: IExecuteFunctions,
	itemIndex: number,
	field: string | IBinaryData,
): IBinaryData {
	try {
		return context.helpers.assertBinaryData(itemIndex, field);
	} catch {
		const present = fileFields(context, itemIndex);
		throw inputError(
			typeof field === 'string'
				? `no file was found in '${field}' of the incoming item`
				: "the expression in 'Input Data Field Name' did not return a file",
			present.length
				? `Use one of the fields that hold a file: ${present.map((f) => `'${f}'`).join(', ')}`
				: 'The item has no files: connect a node that outputs one, or use an expression that returns a file from an earlier node',
		);
	}
}

/** For the message only: files are beside the json or, with a workflow setting, inside it. */
function fileFields(context: IExecuteFunctions, itemIndex: number): string[] {
	// An AI agent calls the node as a tool without an input item.
	const item = context.getInputData()?.[itemIndex];
	const isFile = (value: unknown) =>
		typeof value === 'object' && value !== null && 'mimeType' in value && 'data' in value;
	const inJson = Object.entries(item?.json ?? ({} as IDataObject)).filter(([, v]) => isFile(v));
	return [...Object.keys(item?.binary ?? {}), ...inJson.map(([name]) => name)];
}
