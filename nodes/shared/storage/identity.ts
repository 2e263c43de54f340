import { StepError } from '../errors';
import { dispositionName } from './contentDisposition';
import { cleanFileName, extensionOf } from './fileName';
import { typeBySigns, typeOfExtension } from './fileType';
import { contradiction } from './markup';
import { typeOfBytes } from './signatures';

/** What a download is asked for. */
export interface Wanted {
	/** For a file whose storage does not name it; its extension may be missing. */
	name: string;
	/** The only type that it can be of, whatever the storage says of it. */
	mimeType?: string;
	/** Whose support to contact when it is something else. */
	vendor: string;
}

export interface Identity {
	fileName: string;
	mimeType: string;
}

/**
 * What a downloaded file is called and what type it is of: by what the storage says, or else by its
 * first bytes.
 * @param isExpired whether its URL has expired meanwhile, for which some servers return a web page
 * @throws StepError with step `request` for what was not uploaded as a file: nothing, or a web page or
 * an answer in place of a PDF or an image
 */
export function identified(
	headers: Record<string, unknown>,
	head: Buffer,
	wanted: Wanted,
	isExpired: boolean,
): Identity {
	const named = dispositionName(textHeader(headers, 'content-disposition')) || wanted.name;
	const extension = extensionOf(cleanFileName(named));
	const declared = textHeader(headers, 'content-type');
	const mimeType = wanted.mimeType ?? typeBySigns(declared, [extension]) ?? typeOfBytes(head);
	const fileName = cleanFileName(named, mimeType);
	// A page that was stored as 'page.html' is a file, and one that came as 'report.pdf' is not.
	const claimed = wanted.mimeType ?? typeOfExtension(extension) ?? mimeType;
	const what =
		(head.length ? undefined : `'${fileName}' is empty (0 bytes)`) ??
		contradiction(head, { fileName, mimeType: claimed }) ??
		otherThan(wanted.mimeType, head, fileName);
	if (!what) return { fileName, mimeType };
	throw new StepError({
		step: 'request',
		what: `The file was not downloaded: ${what}`,
		remedy: `Run this item again, and check the network for a proxy; if it persists, contact ${wanted.vendor} support`,
		expired: isExpired,
	});
}

const otherThan = (only: string | undefined, head: Buffer, fileName: string): string | undefined =>
	only && typeOfBytes(head) !== only
		? `'${fileName}' is of type ${only}, but does not begin like one`
		: undefined;

const textHeader = (headers: Record<string, unknown>, name: string): string =>
	String(headers[name] ?? '');
