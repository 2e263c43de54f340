import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';
import { toStepError } from '../errors';

/**
 * The search behind a 'From List' field. If the request does not succeed, the list shows why.
 * @throws NodeOperationError
 */
export async function listResult(
	context: ILoadOptionsFunctions,
	find: () => Promise<INodeListSearchResult>,
): Promise<INodeListSearchResult> {
	try {
		return await find();
	} catch (thrown) {
		throw new NodeOperationError(context.getNode(), toStepError(thrown).message);
	}
}

/** The entries in which every word of the filter appears, for APIs without a search. */
export function searched<Entry>(
	entries: Entry[],
	filter: string | undefined,
	textsOf: (entry: Entry) => unknown[],
): Entry[] {
	const words = (filter ?? '').toLowerCase().split(/\s+/).filter(Boolean);
	return entries.filter((entry) => {
		const text = textsOf(entry).join(' ').toLowerCase();
		return words.every((word) => text.includes(word));
	});
}
