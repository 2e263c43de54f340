import type { IBinaryData, IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';
import { StepError } from '../errors';
import { dispositionName } from './contentDisposition';
import { cleanFileName, extensionOf } from './fileName';
import { registeredType, typeBySigns } from './fileType';
import type { ByteStream } from './content';
import { storageReply } from './reply';

export interface Download {
	file: IBinaryData;
	fileName: string;
	mimeType: string;
	/** Bytes. */
	fileSize: number;
}

/** What to download. */
export interface DownloadSource {
	/** Presigned URL. */
	url: string;
	/** For a file whose storage does not name it; its extension may be missing. */
	name: string;
	/** Whose support to contact when the storage refuses. */
	vendor: string;
}

/** Codes of a file system that did not take the file. */
const NOT_STORED = /^(EACCES|EDQUOT|EFBIG|EIO|EMFILE|ENFILE|ENOENT|ENOSPC|EPERM|EROFS)$/;

/**
 * Streams a file from its presigned URL into n8n's binary store. No credential is sent, and no
 * redirect is followed.
 * @throws StepError with step `request`
 */
export async function download(
	context: IExecuteFunctions,
	{ url, name, vendor }: DownloadSource,
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
		throw interrupted(host, (thrown as { code?: string }).code ?? 'no response');
	}
	const stream = response.body as unknown as ByteStream;
	if (response.statusCode !== 200) {
		// The status is enough if the rest of the response does not arrive.
		const body = await context.helpers.binaryToString(stream).catch(() => '');
		throw refused(response.statusCode, body, vendor);
	}
	const named = dispositionName(textHeader(response, 'content-disposition')) || name;
	const declared = textHeader(response, 'content-type');
	const mimeType = typeBySigns(declared, [extensionOf(named)]) ?? registeredType(declared);
	let file: IBinaryData;
	try {
		file = await context.helpers.prepareBinaryData(stream, undefined, mimeType || undefined);
	} catch (thrown) {
		const { code = '' } = thrown as { code?: string };
		throw !code || NOT_STORED.test(code) ? notStored(code) : interrupted(host, code);
	}
	const fileSize = await sizeOf(context, file);
	const announced = textHeader(response, 'content-length');
	if (announced && Number(announced) !== fileSize) {
		throw interrupted(host, `received ${fileSize} of ${announced} bytes`);
	}
	const fileName = cleanFileName(named, registeredType(file.mimeType));
	return { file: { ...file, fileName }, fileName, mimeType: file.mimeType, fileSize };
}

async function sizeOf({ helpers }: IExecuteFunctions, { id, data }: IBinaryData): Promise<number> {
	return id ? (await helpers.getBinaryMetadata(id)).fileSize : Buffer.from(data, 'base64').length;
}

function textHeader({ headers }: IN8nHttpFullResponse, name: string): string {
	return String(headers[name] ?? '');
}

function interrupted(host: string, why: string): StepError {
	return new StepError({
		step: 'request',
		what: `The file was not downloaded: the connection to ${host} was interrupted (${why})`,
		remedy: 'Run this item again',
	});
}

function notStored(code: string): StepError {
	return new StepError({
		step: 'request',
		what: `The file was not downloaded: n8n could not store the file${code ? ` (${code})` : ''}`,
		remedy: "Check n8n's file storage and the free disk space, then run this item again",
	});
}

function refused(status: number, body: string, vendor: string): StepError {
	const { reason, remedy } = storageReply(status, body, { vendor });
	return new StepError({
		step: 'request',
		httpCode: status,
		what: `The file was not downloaded: the storage returned ${status}${reason ? ` ${reason}` : ''}`,
		remedy,
	});
}
