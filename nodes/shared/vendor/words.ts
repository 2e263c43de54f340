/** No message for people is nested deeper; a hostile response may be thousands of levels deep. */
const MAX_LEVELS = 8;

/** The human-readable part of an error body, in any of the known shapes. */
export function wordsOf(text: string): string {
	try {
		return ofBody(JSON.parse(text), MAX_LEVELS);
	} catch {
		return text;
	}
}

function ofBody(body: unknown, levels: number): string {
	if (!isObject(body)) return complaints(body, levels);
	if (!levels) return '…';
	const { message, detail, errors, error, title, ...fields } = body;
	const told = [message, detail, errors].map((part) => ofPart(part, levels - 1));
	// The name of a status, mostly, which says nothing beside the words.
	if (!told.some(Boolean)) told.push(ofPart(error, levels - 1) || ofPart(title, levels - 1));
	const words = [...new Set(told.filter(Boolean))];
	return words.length ? words.join(': ') : complaints(fields, levels);
}

function ofPart(part: unknown, levels: number): string {
	if (!Array.isArray(part)) return ofBody(part ?? '', levels);
	if (!levels) return '…';
	return part
		.map((one) => ofBody(one, levels - 1))
		.filter(Boolean)
		.join('; ');
}

/** Validation messages: texts under the names of fields, which may be nested. */
function complaints(value: unknown, levels: number): string {
	if (typeof value !== 'object' || value === null) return String(value ?? '').trim();
	if (!levels) return '…';
	if (Array.isArray(value)) return value.map((one) => complaints(one, levels - 1)).join(' ');
	return Object.entries(value)
		.map(([field, complaint]) => {
			const words = complaints(complaint, levels - 1);
			return /^non_?field_?errors$/i.test(field) ? words : `${field}: ${words}`;
		})
		.join('; ');
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
