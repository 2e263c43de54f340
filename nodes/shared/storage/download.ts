import type { IBinaryData, IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';
import { StepError } from '../errors';
import { cleanFileName } from './fileName';
import type { ByteStream } from './source';
import { storageReply } from './reply';

export interface Download {
	file: IBinaryData;
	fileName: string;
	mimeType: string;
	/** Bytes. */
	fileSize: number;
}

/**
 * Streams a file from its presigned address into n8n's binary store. No credential goes along, and
 * no redirect is followed.
 * @param name for a file whose storage does not tell one, without extension
 * @throws StepError with step `request`
 */
export async function download(
	context: IExecuteFunctions,
	url: string,
	name: string,
	signal: AbortSignal | undefined,
): Promise<Download> {
	const { host } = new URL(url);
	let response: IN8nHttpFullResponse;
	try {
		response = (await context.helpers.httpRequest({
			method: 'GET',
			url,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: 0,
			abortSignal: signal,
		})) as IN8nHttpFullResponse;
	} catch (thrown) {
		throw broken(host, (thrown as { code?: string }).code ?? 'no answer');
	}
	const stream = response.body as unknown as ByteStream;
	if (response.statusCode !== 200) {
		// Its status is enough where the rest of the refusal does not arrive.
		const body = await context.helpers.binaryToString(stream).catch(() => '');
		throw refused(response.statusCode, body);
	}
	const mimeType = textHeader(response, 'content-type').replace(/;.*$/s, '').trim();
	let file: IBinaryData;
	try {
		file = await context.helpers.prepareBinaryData(stream, undefined, mimeType || undefined);
	} catch (thrown) {
		throw broken(host, (thrown as { code?: string }).code ?? 'the file could not be kept');
	}
	const fileSize = await sizeOf(context, file);
	const announced = textHeader(response, 'content-length');
	if (announced && Number(announced) !== fileSize) {
		throw broken(host, `${fileSize} of ${announced} bytes came`);
	}
	const given = dispositionName(textHeader(response, 'content-disposition'));
	const fileName = cleanFileName(given || withExtension(name, file.fileExtension));
	return { file: { ...file, fileName }, fileName, mimeType: file.mimeType, fileSize };
}

async function sizeOf({ helpers }: IExecuteFunctions, { id, data }: IBinaryData): Promise<number> {
	return id ? (await helpers.getBinaryMetadata(id)).fileSize : Buffer.from(data, 'base64').length;
}

function textHeader({ headers }: IN8nHttpFullResponse, name: string): string {
	return String(headers[name] ?? '');
}

/** RFC 6266: the extended form is preferred. */
function dispositionName(header: string): string {
	const extended = /filename\*\s*=\s*UTF-8''([^;]+)/i.exec(header)?.[1];
	try {
		if (extended) return decodeURIComponent(extended);
	} catch {
		// Not as the standard says: the plain form is left.
	}
	return /filename\s*=\s*"?([^";]+)"?/i.exec(header)?.[1] ?? '';
}

const withExtension = (name: string, extension?: string) =>
	extension ? `${name}.${extension}` : name;

function broken(host: string, why: string): StepError {
	return new StepError({
		step: 'request',
		what: `The file did not arrive: the connection to ${host} ended early (${why})`,
		remedy: 'Run this item again',
	});
}

function refused(status: number, body: string): StepError {
	const { said, remedy } = storageReply(status, body);
	return new StepError({
		step: 'request',
		httpCode: status,
		what: `The file did not arrive: the storage answered ${status}${said ? ` ${said}` : ''}`,
		remedy,
	});
}
