import type { IDataObject } from 'n8n-workflow';
import { toStepError } from '../../shared/errors';
import type { VendorContext } from '../../shared/vendor/vendor';
import { isObject, unexpected, type Expectation } from '../../shared/vendor/expectation';
import { kelviq } from './client';

/** Larger pages are cut to this. https://docs.kelviq.com/api-reference/introduction */
export const MAX_PAGE_SIZE = 100;

/** More than any catalog has: a longer list is treated as one that does not end. */
const MAX_PAGES = 1_000;

export interface Page<Entry> {
	entries: Entry[];
	/** Whether there is a page after it. */
	more: boolean;
}

export interface PageRequest {
	/** e.g. '/catalog/products/' */
	path: string;
	/** What the entries are called, e.g. 'products'. */
	name: string;
	search?: string;
}

/**
 * One page of a list.
 * @param number from 1
 * @throws StepError
 */
export async function readPage<Entry extends IDataObject>(
	context: VendorContext,
	{ path, name, search }: PageRequest,
	number: number,
	size: number = MAX_PAGE_SIZE,
): Promise<Page<Entry>> {
	const expectation: Expectation = {
		step: 'request',
		refusal: `The ${name} could not be read`,
	};
	const response = await kelviq.request(context, {
		method: 'GET',
		path,
		isList: true,
		qs: { page: number, page_size: size, ...(search ? { search } : {}) },
		...expectation,
	});
	const { results, next } = (response ?? {}) as { results?: unknown; next?: unknown };
	if (!Array.isArray(results) || !results.every(isObject)) {
		throw unexpected(expectation, `the response contains no list of ${name}`);
	}
	if (next && number >= MAX_PAGES) {
		throw unexpected(expectation, `the list does not end after ${number} pages`);
	}
	// The URL of the next page is not followed: it may be on another host, or plain http.
	return { entries: results as Entry[], more: Boolean(next) };
}

/**
 * The first entries of a list, across as many pages as it takes.
 * @param wanted may be Infinity
 * @throws StepError
 */
export async function readPages<Entry extends IDataObject>(
	context: VendorContext,
	request: PageRequest,
	wanted: number,
): Promise<Entry[]> {
	const size = Math.min(wanted, MAX_PAGE_SIZE);
	const entries: Entry[] = [];
	const seen = new Set<unknown>();
	for (let number = 1; entries.length < wanted; number += 1) {
		if ('getExecutionCancelSignal' in context) context.getExecutionCancelSignal()?.throwIfAborted();
		const page = await readPage<Entry>(context, request, number, size).catch((thrown: unknown) => {
			const error = toStepError(thrown);
			// The list became shorter in the meantime.
			if (number > 1 && error.httpCode === 404) return { entries: [], more: false };
			throw toStepError(error);
		});
		for (const entry of page.entries) {
			// An entry that moves to the next page meanwhile comes twice.
			const key = entry.id ?? entry.identifier;
			if (key === undefined || !seen.has(key)) entries.push(entry);
			seen.add(key);
		}
		if (!page.more) break;
	}
	return entries.slice(0, wanted);
}
