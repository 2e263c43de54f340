import { BINARY_ENCODING, type IBinaryData } from 'n8n-workflow';
import { inputError, type StepError } from '../errors';
import { isDataUri, isObject, own, type InputFile } from './itemFields';

/**
 * A file of an item or an expression as n8n makes it. Code nodes make them by hand as well, with
 * anything in them.
 * @throws StepError with step `input` that says what is wrong with it
 */
export function binaryObject({ where, value }: InputFile): IBinaryData {
	if (!isObject(value) || Array.isArray(value)) throw unusable(`${where} is not a file`);
	for (const name of ['fileName', 'fileExtension', 'mimeType', 'id']) {
		const part = own(value, name) ?? '';
		if (typeof part !== 'string') throw unusable(`the '${name}' of ${where} is not text`);
	}
	const type = own(value, 'mimeType') ?? '';
	const data = own(value, 'data');
	if (own(value, 'id')) {
		const kept = typeof data === 'string' ? data : '';
		return { ...value, mimeType: type, data: kept } as IBinaryData;
	}
	if (data === undefined || data === null) throw unusable(`${where} has no content in 'data'`);
	if (typeof data !== 'string') throw unusable(`the 'data' of ${where} is not text`);
	const content = contentOf(data);
	if (content === undefined) throw unusable(`the 'data' of ${where} is not base64`);
	const { mimeType, base64 } = content;
	return { ...value, mimeType: type || mimeType, data: base64 } as IBinaryData;
}

const unusable = (what: string): StepError =>
	inputError(
		what,
		'Have the node before output a file as n8n makes it, in a Code node with this.helpers.prepareBinaryData',
	);

/** The base64 of text that may be a data URI. Undefined for other text. */
function contentOf(data: string): { mimeType: string; base64: string } | undefined {
	if (!isDataUri(data)) {
		const base64 = base64Of(data);
		return base64 === undefined ? undefined : { mimeType: '', base64 };
	}
	const comma = data.indexOf(',');
	const type = data.slice(data.indexOf(':') + 1, comma);
	const content = data.slice(comma + 1);
	const mimeType = type.replace(/;\s*base64\s*$/i, '');
	const base64 = mimeType === type ? encoded(content) : base64Of(content);
	return base64 === undefined ? undefined : { mimeType: mimeType.trim(), base64 };
}

/** Base64 of the content of a data URI that is written as text. */
function encoded(content: string): string | undefined {
	try {
		return Buffer.from(decodeURIComponent(content)).toString(BINARY_ENCODING);
	} catch {
		return undefined;
	}
}

/**
 * Base64 in one line: in either alphabet, with or without padding. Undefined for text that only looks
 * like it, which would be stored as bytes of no meaning. It may be hundreds of megabytes.
 */
function base64Of(data: string): string | undefined {
	const text = (/[\r\n]/.test(data) ? data.replace(/[\r\n]+/g, '') : data).trim();
	if (/[^\w+/=-]/.test(text)) return undefined;
	const end = text.indexOf('=');
	const digits = end < 0 ? text.length : end;
	if (!/^={0,2}$/.test(text.slice(digits, digits + 3)) || text.length > digits + 2)
		return undefined;
	// The last digits have bits to spare, which are zero.
	const last = text.slice(digits - (digits % 4), digits);
	const canonical = Buffer.from(last, BINARY_ENCODING).toString('base64url');
	const isWhole = canonical === last.replace(/\+/g, '-').replace(/\//g, '_');
	return isWhole ? text : undefined;
}
