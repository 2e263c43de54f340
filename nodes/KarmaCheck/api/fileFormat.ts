const FORMATS: Record<string, string[]> = {
	'application/pdf': ['pdf'],
	'image/jpeg': ['jpg', 'jpeg'],
	'image/png': ['png'],
};

/** Every format that the API has a word for. */
export const FILE_FORMATS = Object.values(FORMATS).flat();

/** The word for a file, by its type; undefined where the API has none: it takes more types. */
export function fileFormat(fileName: string, mimeType: string): string | undefined {
	const formats = Object.hasOwn(FORMATS, mimeType) ? FORMATS[mimeType] : undefined;
	return formats?.find((format) => format === extensionOf(fileName)) ?? formats?.[0];
}

/** The word for a file whose type nobody knows, by its extension. */
export function fileFormatOfName(fileName: string): string | undefined {
	return FILE_FORMATS.find((format) => format === extensionOf(fileName));
}

const extensionOf = (fileName: string) => fileName.split('.').pop()?.toLowerCase();
