import { registeredType, UNKNOWN_TYPE } from './fileType';
import { markupIn } from './markup';

/** What files begin with, in ISO-8859-1. */
const BEGINNINGS: Array<[type: string, beginning: string]> = [
	['image/png', '\x89PNG\r\n\x1a\n'],
	['image/jpeg', '\xff\xd8\xff'],
	['image/gif', 'GIF87a'],
	['image/gif', 'GIF89a'],
	['image/tiff', 'II*\0'],
	['image/tiff', 'MM\0*'],
	['image/jp2', '\0\0\0\x0cjP  \r\n\x87\n'],
	['image/vnd.adobe.photoshop', '8BPS'],
	['application/rtf', '{\\rtf'],
	['application/postscript', '%!PS'],
	['application/x-7z-compressed', '7z\xbc\xaf\x27\x1c'],
	['application/vnd.rar', 'Rar!\x1a\x07'],
	['application/gzip', '\x1f\x8b\x08'],
	['application/x-bzip2', 'BZh91AY&SY'],
	['application/x-xz', '\xfd7zXZ\0'],
	['application/vnd.ms-cab-compressed', 'MSCF\0\0\0\0'],
	['audio/mpeg', 'ID3\x03'],
	['audio/mpeg', 'ID3\x04'],
	['audio/ogg', 'OggS\0'],
	['audio/x-flac', 'fLaC\0'],
];

/** The brands of the MP4 family; what is not here is a video. */
const BRANDS: Record<string, string> = {
	avif: 'image/avif',
	avis: 'image/avif',
	heic: 'image/heic',
	heix: 'image/heic',
	mif1: 'image/heif',
	msf1: 'image/heif',
	'M4A ': 'audio/mp4',
	'M4B ': 'audio/mp4',
	'qt  ': 'video/quicktime',
};

const RIFF: Record<string, string> = {
	'AVI ': 'video/x-msvideo',
	WAVE: 'audio/wav',
	WEBP: 'image/webp',
};

/** What ZIP archives are, by the names of what is in them. */
const ZIPPED: Array<[entry: string, type: string]> = [
	['word/', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
	['xl/', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
	['ppt/', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
	['AndroidManifest.xml', 'application/vnd.android.package-archive'],
	['META-INF/MANIFEST.MF', 'application/java-archive'],
];

/** The type of a file by its first bytes; text/plain for any other text, UNKNOWN_TYPE for the rest. */
export function typeOfBytes(head: Buffer): string {
	const text = head.toString('latin1');
	// Viewers take what some programs put in front.
	if (/^(\xef\xbb\xbf)?\s*%PDF/.test(text)) return 'application/pdf';
	const found = BEGINNINGS.find(([, beginning]) => text.startsWith(beginning));
	if (found) return found[0];
	if (/^PK(\x03\x04|\x05\x06)/.test(text)) return zipped(head, text);
	if (text.startsWith('RIFF')) return RIFF[text.slice(8, 12)] ?? UNKNOWN_TYPE;
	if (text.slice(4, 8) === 'ftyp') return BRANDS[text.slice(8, 12)] ?? 'video/mp4';
	if (/^BM.{4}\0{4}.{4}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0/s.test(text)) return 'image/bmp';
	if (text.startsWith('\x1a\x45\xdf\xa3')) {
		return text.slice(0, 64).includes('webm') ? 'video/webm' : 'video/x-matroska';
	}
	if (text.slice(257, 262) === 'ustar') return 'application/x-tar';
	const markup = markupIn(head);
	if (markup) return markup.mimeType;
	return isText(text) ? 'text/plain' : UNKNOWN_TYPE;
}

/** As browsers tell text: https://mimesniff.spec.whatwg.org/#binary-data-byte */
function isText(text: string): boolean {
	return /^(\xff\xfe|\xfe\xff)/.test(text) || !/[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/.test(text);
}

/** OpenDocument and EPUB say their type in a first entry, the others are known by their folders. */
function zipped(head: Buffer, text: string): string {
	if (head.length > 38 && text.slice(30, 38) === 'mimetype') {
		const said = registeredType(text.slice(38, 38 + head.readUInt32LE(22)));
		if (said) return said;
	}
	// The name of an entry comes after a header of 30 bytes.
	const entries = [...text.matchAll(/PK\x03\x04.{26}(?=([\w[\]./ -]+))/gs)].map(
		([, name = '']) => name,
	);
	const found = ZIPPED.find(([entry]) => entries.some((name) => name.startsWith(entry)));
	return found?.[1] ?? 'application/zip';
}
