import { inputError, type StepError } from '../errors';
import { redact } from '../redact';

/** A text in the language of web pages or of services' answers. */
export interface Markup {
	/** In words. */
	kind: 'a web page' | 'XML' | 'JSON';
	mimeType: string;
	/** What a page is called, or what an answer complains of; '' if it does not say. */
	title: string;
}

/** Elements that web pages begin with. https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type */
const PAGE =
	/^<(!doctype\s+html|html|head|body|script|iframe|title|style|meta|div|table|p|br|h1|a)[\s/>]/i;

/** What may come before the first element. */
const PROLOG = /^(?:<\?xml[^>]*>|<!--(?:(?!-->).)*-->|\s)+/is;

const MAX_TITLE = 100;

/** What kind of markup a file begins with; undefined for any other file. */
export function markupIn(head: Buffer): Markup | undefined {
	const isWide = head[0] === 0xff && head[1] === 0xfe;
	const text = head
		.toString(isWide ? 'utf16le' : 'utf8')
		.replace(/^\uFEFF/, '')
		.trimStart();
	if (text.slice(0, 256).includes('\0')) return undefined;
	const title = titleIn(text);
	const body = text.replace(PROLOG, '');
	if (PAGE.test(body)) return { kind: 'a web page', mimeType: 'text/html', title };
	if (/^(<!doctype svg[^>]*>\s*)?<svg[\s>]/i.test(body)) {
		return { kind: 'XML', mimeType: 'image/svg+xml', title: '' };
	}
	if (/^<(\?xml|!--|!doctype|[a-z_][\w.-]*(:[\w.-]+)?[\s/>])/i.test(text)) {
		return { kind: 'XML', mimeType: 'application/xml', title };
	}
	if (/^(\{\s*["}]|\[\s*[[{"\]])/.test(text)) {
		return { kind: 'JSON', mimeType: 'application/json', title };
	}
	return undefined;
}

function titleIn(text: string): string {
	const [, page, answer] =
		/<(?:title|message)\b[^>]*>([^<]*)|"(?:message|error|detail)"\s*:\s*"((?:[^"\\]|\\.)*)/i.exec(
			text,
		) ?? [];
	const words = redact((page ?? answer ?? '').replace(/&amp;/g, '&').replace(/\\(.)/g, '$1'));
	return words.length > MAX_TITLE ? `${[...words].slice(0, MAX_TITLE).join('')}…` : words;
}

/** Whether files of this type never are text in markup: PDF and images that are not drawn in XML. */
export function isWithoutMarkup(mimeType: string): boolean {
	return mimeType === 'application/pdf' || /^image\/(?!.*\+xml$)/.test(mimeType);
}

interface Claim {
	fileName: string;
	mimeType: string;
}

/**
 * Says of a file that claims to be a PDF or an image that it is what a service answered instead, such
 * as the page of a download link that has expired; undefined for any other file.
 */
export function contradiction(head: Buffer, { fileName, mimeType }: Claim): string | undefined {
	const markup = isWithoutMarkup(mimeType) ? markupIn(head) : undefined;
	if (!markup) return undefined;
	const { kind, title } = markup;
	return `'${fileName}' is of type ${mimeType}, but contains ${kind}${title ? `, '${title}'` : ''}`;
}

/** The refusal of such a file where it is to be uploaded. */
export function asMarkup(head: Buffer, claim: Claim): StepError | undefined {
	const what = contradiction(head, claim);
	if (!what) return undefined;
	return inputError(
		what,
		'Check the node that downloads it: the link may have expired or require signing in',
	);
}
