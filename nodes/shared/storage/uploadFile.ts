import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { inputError } from '../errors';
import { textOf } from '../text';
import { contentOf, type ByteStream } from './content';
import { cleanFileName } from './fileName';

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

const MIME_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(\s*;[\x20-\x7e]*)?$/;

/**
 * What is uploaded of the files of one item, checked before anything is sent.
 * @param options 'File Name' and 'MIME Type', which replace the file's own
 * @param vendorType a vendor's own form of a MIME type
 * @throws StepError with step `input`
 */
export async function filesOf(
	context: IExecuteFunctions,
	found: IBinaryData[],
	options: IDataObject,
	vendorType: (mimeType: string) => string,
): Promise<UploadFile[]> {
	const fileName = textOf(options.fileName, 'File Name');
	const mimeType = textOf(options.mimeType, 'MIME Type');
	if (fileName && found.length > 1) {
		throw inputError(
			`'File Name' in Options would give ${found.length} files the same name`,
			'Remove it, or upload one file per item',
		);
	}
	return await Promise.all(
		found.map(async (data) => {
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
