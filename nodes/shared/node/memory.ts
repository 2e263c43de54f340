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
	/** The node's parameters as they are written, so that expressions that change do not count. */
	parameters: string;
	tries: number;
	notes: Record<string, Notes>;
}

export function memoryOf(context: IExecuteFunctions): Memory {
	const runs = runsOf(context);
	const run = runKey(context);
	const parameters = hash(written(context));
	const kept = runs[run] ?? { parameters, tries: -1, notes: {} };
	runs[run] = kept;
	kept.tries += 1;
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
				const values = hash(resolved(context, itemIndex));
				// Another workflow was saved meanwhile: what it says of this item may be the same.
				if (!isSameNode && notes(name).values !== values) kept.notes[name] = {};
				notes(name).values = values;
			}
			return notes(name);
		},
		forget: () => {
			delete runs[run];
		},
	};
}

/** What is kept of the node's runs; nothing where n8n keeps nothing. */
function runsOf(context: IExecuteFunctions): Record<string, Kept> {
	// Each call of an AI agent's tool is new work, although it may seem to be of the same run.
	if (context.getNode().type.endsWith('Tool')) return {};
	try {
		const node = context.getContext('node') as { runs?: Record<string, Kept> };
		return (node.runs ??= {});
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

function written(context: IExecuteFunctions): IDataObject {
	const { parameters } = context.getNode();
	const options = { ...(parameters.options as IDataObject | undefined) };
	delete options.concurrency;
	return { ...(parameters as IDataObject), options };
}

function resolved(context: IExecuteFunctions, itemIndex: number): unknown {
	return Object.keys(context.getNode().parameters).map((name) => {
		try {
			return [name, context.getNodeParameter(name, itemIndex, null)];
		} catch {
			return [name];
		}
	});
}

const hash = (value: unknown): string =>
	createHash('sha256')
		.update(JSON.stringify(value) ?? '')
		.digest('hex')
		.slice(0, 16);
