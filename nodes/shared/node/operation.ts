import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import type { Notes } from './memory';

/** What the items of one node run share. */
export interface Run {
	/** Runs a transfer as soon as fewer than 'Concurrency' others are running, across all items. */
	transfer: <T>(task: () => Promise<T>) => Promise<T>;
	/**
	 * Creates a value the first time it is asked for, and keeps it for the rest of the run.
	 * @param keepsFor for so many seconds instead; then one takes the other's place
	 */
	once: <T>(key: string, create: () => Promise<T>, keepsFor?: number) => Promise<T>;
	/**
	 * What is noted of an item over all tries of the node. It is saved with the execution: JSON, and
	 * nothing secret.
	 */
	notes: (itemIndex: number) => Notes;
	/** What is noted of the run as a whole, likewise. */
	shared: Notes;
	/** Aborted when the user cancels the execution. */
	signal: AbortSignal | undefined;
}

/** An output item that carries a file. */
export class FileItem {
	constructor(
		readonly json: IDataObject,
		readonly binary: NonNullable<INodeExecutionData['binary']>,
	) {}
}

export type Output = IDataObject | IDataObject[] | FileItem;

interface AnyOperation {
	resource: string;
	option: INodePropertyOptions & { value: string };
	/** Shown only while this operation is selected. */
	fields: INodeProperties[];
	/** Whether items are processed in parallel; requires a 'Concurrency' option among the fields. */
	parallel?: boolean;
	/**
	 * Options about what comes once all items are done: where only they have changed, a second try does
	 * not do an item again.
	 */
	lateOptions?: string[];
}

/** An operation on one item at a time. */
export interface ItemOperation extends AnyOperation {
	/**
	 * How many seconds its output is good for in a second try of the node; 0 where doing it again does
	 * no harm. Default: for good.
	 */
	keepsFor?: number;
	/** Turns one item into its output items. Throws a StepError. */
	execute(this: IExecuteFunctions, itemIndex: number, run: Run): Promise<Output>;
}

/** What an item has ready for its target, as JSON: it is kept for a second try of the node. */
export interface Staged {
	fileKeys: string[];
}

/** What several items do to one target, decided together. */
export interface Commit<Item extends Staged> {
	/** What `target` gave. */
	target: string;
	/** In the order of the items. */
	items: Item[];
	/**
	 * What an option says now for each item of the run for this target that has not failed, also for
	 * those that an earlier try has done; null where it says nothing.
	 */
	valuesOf(option: string): unknown[];
	/** Whether each item of the run for this target is among these, or was committed before. */
	isComplete: boolean;
	/** Whether nothing more comes for this target in this try. */
	isLast: boolean;
	/** What is noted of the target over all tries of the node; saved with the execution. */
	notes: TargetNotes;
	run: Run;
}

export interface TargetNotes extends Notes {
	/** Keys that the target may have been told of: they are not stored anew, however old they are. */
	sent?: string[];
}

/** What became of a commit: each item puts out the target afterwards, with a part of its own. */
export interface Committed {
	target: IDataObject;
	parts: IDataObject[];
}

/** An operation that puts the files of several items on one target: staged side by side, committed once. */
export interface TargetOperation<Item extends Staged = Staged> extends AnyOperation {
	/**
	 * What names the target of an item, from its parameters; undefined for an item that has nothing for
	 * any. Throws a StepError.
	 */
	target(this: IExecuteFunctions, itemIndex: number, run: Run): Promise<string | undefined>;
	/**
	 * Gets ready what an item has for its target; undefined for an item that has nothing.
	 * @param notes those of the target
	 */
	stage(
		this: IExecuteFunctions,
		itemIndex: number,
		run: Run,
		notes: TargetNotes,
	): Promise<Item | undefined>;
	/** Does to a target what its items want, once. Throws a StepError, which then is that of each item. */
	commit(this: IExecuteFunctions, commit: Commit<Item>): Promise<Committed>;
}

/** One entry of a node's 'Operation' list: a file in `operations/`, exported by its `index.ts`. */
export type Operation = ItemOperation | TargetOperation;
