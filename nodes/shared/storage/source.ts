import {
	BINARY_ENCODING,
	type IBinaryData,
	type IDataObject,
	type IExecuteFunctions,
} from 'n8n-workflow';
import { inputError } from '../errors';
import { textOf } from '../text';
import { cleanFileName } from './fileName';
import { inputFiles } from './inputFields';

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
 * None for an item without a file that is to be skipped.
 * @param vendorType a vendor's own form of a MIME type
 * @throws StepError with step `input`
 */
export async function uploadFiles(
	context: IExecuteFunctions,
	itemIndex: number,
	vendorType = (mimeType: string) => mimeType,
): Promise<UploadFile[]> {
	const files = inputFiles(context, itemIndex);
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const fileName = textOf(options.fileName, 'File Name');
	const mimeType = textOf(options.mimeType, 'MIME Type');
	if (fileName && files.length > 1) {
		throw inputError(
			`'File Name' in Options would give ${files.length} files the same name`,
			'Remove it, or upload one file per item',
		);
	}
	return await Promise.all(
		files.map(async (data) => {
			const type = vendorType((mimeType || data.mimeType || 'application/octet-stream').trim());
			return await uploadFile(context, data, fileName, type);
		}),
	);
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
