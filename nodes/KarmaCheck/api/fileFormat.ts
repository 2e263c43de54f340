const FORMATS: Record<string, string[]> = {
	'application/pdf': ['pdf'],
	'image/jpeg': ['jpg', 'jpeg'],
	'image/png': ['png'],
};

/** Every format that the API has a name for. */
export const FILE_FORMATS = Object.values(FORMATS).flat();

/** The format of a file, by its type; undefined if the API has no name for it: it accepts more types. */
export function fileFormat(fileName: string, mimeType: string): string | undefined {
	const formats = Object.hasOwn(FORMATS, mimeType) ? FORMATS[mimeType] : undefined;
	return formats?.find((format) => format === extensionOf(fileName)) ?? formats?.[0];
}

/** The format of a file whose type is unknown, by its extension. */
export function fileFormatOfName(fileName: string): string | undefined {
	return FILE_FORMATS.find((format) => format === extensionOf(fileName));
}

const extensionOf = (fileName: string) => fileName.split('.').pop()?.toLowerCase();
