import type { IncomingMessage } from 'node:http';
import { finished as whenOver, Readable } from 'node:stream';
import busboy from 'busboy';
import { invalidArgument, requestTimeout, S3Error } from './errors';

export interface Form {
	/** What came before the file; lower-case names, in order. */
	fields: ReadonlyMap<string, string>;
	file: Readable;
	fileName: string;
	/** Settles when the last byte of the form has arrived. */
	finished: Promise<void>;
}

const malformed = () =>
	new S3Error(
		400,
		'MalformedPOSTRequest',
		'The body of your POST request is not well-formed multipart/form-data.',
	);

const wrongFileCount = (count: number) =>
	invalidArgument('POST requires exactly one file upload per request.', 'file', count);

/**
 * Reads a form up to its part named `file`; the caller reads on from there. All that follows the
 * file is ignored: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTForms.html
 */
export async function readForm(req: IncomingMessage): Promise<Form> {
	const parser = createParser(req);
	const fields = new Map<string, string>();
	let fileCount = 0;

	const finished = new Promise<void>((resolve, reject) => {
		parser.on('error', (error) => reject(error instanceof S3Error ? error : malformed()));
		parser.on('close', () => (fileCount === 1 ? resolve() : reject(wrongFileCount(fileCount))));
	});
	whenOver(req, (cut) => {
		if (cut) parser.destroy(requestTimeout());
	});

	return await new Promise<Form>((resolve, reject) => {
		finished.catch(reject);
		const open = (file: Readable, fileName: string) =>
			resolve({ fields, file, fileName, finished });

		parser.on('field', (name, value, { valueTruncated }) => {
			const isFile = name.toLowerCase() === 'file';
			// A part without a file name and with a text type counts as a field for the parser.
			if (isFile && ++fileCount === 1) open(Readable.from([Buffer.from(value)]), '');
			if (valueTruncated) parser.destroy(malformed());
			if (!isFile && fileCount === 0) fields.set(name.toLowerCase(), value);
		});
		parser.on('file', (name, file, { filename }) => {
			file.on('error', () => {}); // reported through `finished`
			const isFile = name.toLowerCase() === 'file';
			if (isFile && ++fileCount === 1) open(file, filename ?? '');
			else file.resume();
		});
		req.pipe(parser);
	});
}

function createParser(req: IncomingMessage): busboy.Busboy {
	try {
		return busboy({ headers: req.headers, defParamCharset: 'utf8' });
	} catch {
		throw malformed();
	}
}
