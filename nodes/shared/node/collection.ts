import type { INodeProperties } from 'n8n-workflow';

const PLACEHOLDERS: Record<string, string> = { options: 'Add option', filters: 'Add filter' };

/** A collection of optional fields. */
export function collection(
	displayName: string,
	name: string,
	options: INodeProperties[],
): INodeProperties {
	const placeholder = PLACEHOLDERS[name] ?? 'Add field';
	return { displayName, name, type: 'collection', placeholder, default: {}, options };
}
