import type { IDataObject } from 'n8n-workflow';
import { unexpected, type Expectation } from '../../shared/vendor/expectation';

/**
 * A response that is a single entity.
 * @param id the name of the text field that every such entity has
 * @throws StepError
 */
export function entityOf<Entity extends IDataObject>(
	response: unknown,
	id: keyof Entity & string,
	expectation: Expectation,
): Entity {
	const value = (response as IDataObject | null)?.[id];
	if (typeof value === 'string' && value) return response as Entity;
	throw unexpected(expectation, `the response has no '${id}'`);
}

/** The images of a product or the files of a plan. @throws StepError */
export function partsOf<Part extends IDataObject>(
	parts: unknown,
	name: 'images' | 'files',
	expectation: Expectation,
): Part[] {
	const isPart = (part: unknown) => typeof (part as IDataObject | null)?.id === 'string';
	if (Array.isArray(parts) && parts.every(isPart)) return parts as Part[];
	throw unexpected(expectation, `the response has no usable '${name}'`);
}
