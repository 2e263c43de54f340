import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { inputError } from '../errors';
import { textOf } from '../text';
import { contentOf, type ByteStream, type Content } from './content';
import { cleanFileName, extensionOf } from './fileName';
import { chosenType, registeredType, typeBySigns, typeOfExtension, UNKNOWN_TYPE } from './fileType';
import { close, HEAD_BYTES, peek } from './firstBytes';
import { asMarkup, isWithoutMarkup } from './markup';
import { typeOfBytes } from './signatures';

/** A file to upload. The same name and type are used in every step. */
export interface UploadFile {
	fileName: string;
	mimeType: string;
	/** Bytes, exact. */
	fileSize: number;
	/**
	 * Fresh bytes for every attempt: a failed attempt has consumed its stream.
	 * @param signal gives up waiting for them
	 * @throws StepError with step `input` for a file that is not what it claims to be
	 */
	open(signal?: AbortSignal): Promise<Buffer | ByteStream>;
	/** Only where nothing else tells the type: name and type by the file's first bytes. */
	decide?(head: Buffer): Pick<UploadFile, 'fileName' | 'mimeType'>;
}

/** S3 accepts no more than this in a single request. */
export const MAX_FILE_BYTES = 5 * 1024 ** 3;

/** A file of an item, and what it is. */
interface Found {
	/** As it was given. */
	name: string;
	/** undefined where only the first bytes can tell, which are not in memory. */
	mimeType: string | undefined;
	content: Content;
}

/**
 * What is uploaded of the files of one item, checked before anything is sent.
 * @param options 'File Name' and 'MIME Type', which replace the file's own
 * @param vendorType a vendor's own word for a registered MIME type
 * @throws StepError with step `input`
 */
export async function filesOf(
	context: IExecuteFunctions,
	data: IBinaryData[],
	options: IDataObject,
	vendorType: (mimeType: string) => string,
): Promise<UploadFile[]> {
	const fileName = textOf(options.fileName, 'File Name');
	if (fileName && data.length > 1) {
		throw inputError(
			`'File Name' in Options would give ${data.length} files the same name`,
			'Remove it, or upload one file per item',
		);
	}
	const wanted = chosenType(options.mimeType);
	const files = await Promise.all(data.map(async (one) => await found(context, one, fileName)));
	if (wanted) assertOneType(files, wanted);
	return files.map((file) => uploadFile(file, wanted || file.mimeType, vendorType));
}

/** One type for all is meant for files of one kind; for others, each is better told by itself. */
function assertOneType(files: Found[], wanted: string): void {
	const types = [...new Set(files.map(({ mimeType }) => mimeType).filter(Boolean))];
	if (types.length < 2) return;
	throw inputError(
		`'MIME Type' in Options is ${wanted}, but the item has a file of type ${types.find((type) => type !== wanted)}`,
		'Remove it: each file then keeps its own type',
	);
}

async function found(
	context: IExecuteFunctions,
	data: IBinaryData,
	nameOption: string,
): Promise<Found> {
	const own = data.fileName ?? '';
	const name = nameOption || own;
	const content = await contentOf(context, data, cleanFileName(name));
	assertSize(content.fileSize, cleanFileName(name));
	const names = [name, own].map((one) => extensionOf(cleanFileName(one)));
	// n8n derives this one from the type, and so from what it guessed for a file it did not know.
	const byN8n =
		registeredType(data.mimeType) === 'text/plain' ? '' : String(data.fileExtension ?? '');
	const mimeType =
		typeBySigns(isContradicted(data.mimeType, names) ? '' : data.mimeType, [...names, byN8n]) ??
		(content.inMemory && typeOfBytes(content.inMemory.subarray(0, HEAD_BYTES)));
	return { name, mimeType, content };
}

/** What servers say of what they answer: a page or data, or the file that was asked for all the same. */
const ANSWER = /^(?!image\/).*([/+](json|xml)|text\/(html|plain))$/;

/**
 * Whether a file's type is one of answers, but its name one of PDF or an image: then it is taken for
 * what its name says, and refused where its bytes are not.
 */
function isContradicted(declared: unknown, extensions: string[]): boolean {
	const byName = extensions.map(typeOfExtension).find(Boolean) ?? '';
	return isWithoutMarkup(byName) && ANSWER.test(registeredType(declared));
}

function assertSize(fileSize: number, fileName: string): void {
	if (fileSize === 0) {
		throw inputError(`'${fileName}' is empty (0 bytes)`, 'Check the node that produces it');
	}
	if (fileSize > MAX_FILE_BYTES) {
		throw inputError(
			`'${fileName}' is ${fileSize} bytes, over the limit of 5 GiB (${MAX_FILE_BYTES} bytes) per upload`,
			'Make it smaller or split it',
		);
	}
}

function uploadFile(
	{ name, content }: Found,
	type: string | undefined,
	vendorType: (mimeType: string) => string,
): UploadFile {
	const { fileSize, inMemory, open } = content;
	const as = (mimeType: string) => ({
		fileName: cleanFileName(name, mimeType),
		mimeType: vendorType(mimeType),
	});
	if (!type) {
		const decide = (head: Buffer) => as(typeOfBytes(head));
		return { ...as(UNKNOWN_TYPE), fileSize, open, decide };
	}
	const file = as(type);
	const refusal = inMemory && asMarkup(inMemory.subarray(0, HEAD_BYTES), file);
	if (refusal) throw refusal;
	if (inMemory || !isWithoutMarkup(type)) return { ...file, fileSize, open };
	return {
		...file,
		fileSize,
		open: async (signal) => {
			const bytes = await open();
			const opened = await peek(bytes, signal);
			const refusal = asMarkup(opened.head, file);
			if (!refusal) return opened.bytes;
			close(opened.bytes);
			throw refusal;
		},
	};
}
