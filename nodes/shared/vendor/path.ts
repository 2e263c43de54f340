import { inputError } from '../errors';

/** What would end, leave or split a segment of a path once a URL is made of it. */
const NOT_IN_A_SEGMENT = /[/\\%?#\p{Cc}\p{Cs}]/u;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * An id as one segment of a path. Encoding alone is not enough: URL parsers resolve '.' and '..', so
 * that the id of an image could become the path of its product.
 * @param field the field's label, for the message
 * @throws StepError with step `input`
 */
export function segment(id: string, field: string): string {
	if (id && id !== '.' && id !== '..' && !NOT_IN_A_SEGMENT.test(id)) return encodeURIComponent(id);
	throw inputError(`'${field}' is '${id.slice(0, 100)}', which is not an ID`, 'Enter the ID alone');
}

/**
 * The same for an id that is a UUID.
 * @param remedy where the right one is found
 * @throws StepError with step `input`
 */
export function uuidSegment(id: string, field: string, remedy: string): string {
	if (UUID.test(id)) return id;
	throw inputError(`'${field}' is '${id.slice(0, 100)}', which is not a UUID`, remedy);
}
