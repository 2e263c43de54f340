import { createHash } from 'crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** What is noted of an item, a target or a write: JSON, and nothing secret. */
export type Notes = Record<string, unknown>;

/**
 * What a node has done in an execution, for the next try of the same run: of n8n's Retry On Fail, or of
 * the editor's retry of a failed execution. It lives in n8n's context of the node, which is kept between
 * tries and saved with the execution, so it goes when nothing is left to be tried.
 */
export interface Memory {
	/** How many times this run has been tried before. */
	tries: number;
	/** The notes under that name, empty at first. */
	notes(name: string): Notes;
	/** The notes of an item, empty where it is not the item they were made of. */
	item(itemIndex: number): Notes;
	forget(): void;
}

interface Kept {
	/** Whose work it was, as a hash; none where that was never known. */
	account?: string;
	/** The node's parameters as they are written, so that expressions that change do not count. */
	parameters: string;
	tries: number;
	notes: Record<string, Notes>;
}

/**
 * @param account whose work it is, if that is known: what was done for another does not count
 * @param apart options that do not change what is done for an item
 */
export function memoryOf(
	context: IExecuteFunctions,
	account?: string,
	apart: string[] = [],
): Memory {
	const store = storeOf(context);
	const runs = (store.runs ??= {});
	const run = runKey(context);
	const parameters = hash(written(context, apart));
	const kept = runs[run] ?? { parameters, tries: -1, notes: {} };
	runs[run] = kept;
	kept.tries += 1;
	const own = account === undefined ? kept.account : hash(account);
	if (kept.account !== undefined && kept.account !== own) kept.notes = {};
	kept.account = own;
	const isSameNode = kept.parameters === parameters;
	kept.parameters = parameters;
	const notes = (name: string) => (kept.notes[name] ??= {});
	const seen = new Set<number>();
	return {
		tries: kept.tries,
		notes,
		item: (itemIndex) => {
			const name = `item ${itemIndex}`;
			if (!seen.has(itemIndex)) {
				seen.add(itemIndex);
				const values = hash(resolved(context, itemIndex, apart));
				// Another workflow was saved meanwhile: what it says of this item may be the same.
				if (!isSameNode && notes(name).values !== values) kept.notes[name] = {};
				notes(name).values = values;
			}
			return notes(name);
		},
		forget: () => {
			delete runs[run];
			if (!Object.keys(runs).length) delete store.runs;
		},
	};
}

/** What n8n keeps of the node; nothing where it keeps nothing. */
function storeOf(context: IExecuteFunctions): { runs?: Record<string, Kept> } {
	// Each call of an AI agent's tool is new work, although it may seem to be of the same run.
	if (context.getNode().type.endsWith('Tool')) return {};
	try {
		return context.getContext('node') as { runs?: Record<string, Kept> };
	} catch {
		return {};
	}
}

/** A node in a loop runs many times in an execution, each time on the output of another run. */
function runKey(context: IExecuteFunctions): string {
	try {
		return JSON.stringify(context.getInputSourceData() ?? null);
	} catch {
		return '';
	}
}

const written = (context: IExecuteFunctions, apart: string[]): unknown =>
	whatCounts(context.getNode().parameters as IDataObject, apart);

function resolved(context: IExecuteFunctions, itemIndex: number, apart: string[]): unknown {
	const valueOf = (name: string): unknown => {
		try {
			return context.getNodeParameter(name, itemIndex, null);
		} catch {
			return undefined;
		}
	};
	const names = Object.keys(context.getNode().parameters);
	return whatCounts(Object.fromEntries(names.map((name) => [name, valueOf(name)])), apart);
}

/** Parameters in one order, without those that do not change what is done. */
function whatCounts(parameters: Record<string, unknown>, apart: string[]): unknown {
	const options = { ...(parameters.options as IDataObject | undefined) };
	for (const name of ['concurrency', ...apart]) delete options[name];
	return Object.entries({ ...parameters, options }).sort(([a], [b]) => (a < b ? -1 : 1));
}

const hash = (value: unknown): string =>
	createHash('sha256')
		.update(JSON.stringify(value) ?? '')
		.digest('hex')
		.slice(0, 16);
