import {
	BINARY_ENCODING,
	type IBinaryData,
	type IDataObject,
	type IExecuteFunctions,
} from 'n8n-workflow';
import { inputError } from '../errors';
import { textOf } from '../text';
import { cleanFileName } from './fileName';

/** What n8n returns for a stored file; nodes must not import the stream module to name it. */
export type ByteStream = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;

/** A file to upload. The same name and type are used in every step. */
export interface UploadFile {
	fileName: string;
	mimeType: string;
	/** Bytes, exact. */
	fileSize: number;
	/** Fresh bytes for every attempt: a failed attempt has consumed its stream. */
	open(): Promise<Buffer | ByteStream>;
}

/** S3 accepts no more than this in a single request. */
export const MAX_FILE_BYTES = 5 * 1024 ** 3;

/**
 * How much is read and sent at a time, the same as in n8n's own streams. Larger pieces are faster, but
 * do not fit into the memory that smaller ones leave free: 1 GiB to a storage that only counts took
 * 4.5 s and 12 to 21 MiB on two cores this way, with 128 KiB 3.7 s and 7 to 64 MiB, with 256 KiB 3.4 s
 * and 22 to 96 MiB.
 */
export const PIECE_BYTES = 64 * 1024;

const MIME_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(\s*;[\x20-\x7e]*)?$/;

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
	const fileName = textOf(options.fileName, 'File Name');
	const mimeType = textOf(options.mimeType, 'MIME Type');
	if (fileName && fields.length > 1) {
		throw inputError(
			`'File Name' in Options would give ${fields.length} files the same name`,
			'Remove it, or upload one file per item',
		);
	}
	return await Promise.all(
		fields.map(async (field) => {
			const data = binaryData(context, itemIndex, field);
			const type = vendorType((mimeType || data.mimeType || 'application/octet-stream').trim());
			return await uploadFile(context, data, fileName, type);
		}),
	);
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

async function uploadFile(
	context: IExecuteFunctions,
	data: IBinaryData,
	nameOverride: string,
	mimeType: string,
): Promise<UploadFile> {
	const fileName = cleanFileName(nameOverride || data.fileName || '', data.fileExtension);
	if (!MIME_TYPE.test(mimeType)) {
		throw inputError(
			`'${fileName}' has no valid MIME type`,
			"Set 'MIME Type' in Options, e.g. application/pdf",
		);
	}
	const { fileSize, open } = await contentOf(context, data, fileName);
	if (fileSize === 0) {
		throw inputError(`'${fileName}' is empty (0 bytes)`, 'Check the node that produces it');
	}
	if (fileSize > MAX_FILE_BYTES) {
		throw inputError(
			`'${fileName}' is ${fileSize} bytes, over the limit of 5 GiB (${MAX_FILE_BYTES} bytes) per upload`,
			'Make it smaller or split it',
		);
	}
	return { fileName, mimeType, fileSize, open };
}

/** `IBinaryData.fileSize` is a rounded text such as '1.2 MB', so this asks the store itself. */
async function contentOf(
	{ helpers }: IExecuteFunctions,
	{ id, data }: IBinaryData,
	fileName: string,
): Promise<Pick<UploadFile, 'fileSize' | 'open'>> {
	if (!id) {
		const bytes = Buffer.from(data, BINARY_ENCODING);
		return { fileSize: bytes.length, open: async () => bytes };
	}
	const { fileSize } = await readStored(fileName, async () => await helpers.getBinaryMetadata(id));
	const open = async () =>
		await readStored(fileName, async () => await helpers.getBinaryStream(id, PIECE_BYTES));
	return { fileSize, open };
}

async function readStored<T>(fileName: string, read: () => Promise<T>): Promise<T> {
	try {
		return await read();
	} catch {
		throw inputError(
			`'${fileName}' is no longer in n8n's file storage`,
			'Run the node that produces it again',
		);
	}
}
