import type { IDataObject } from 'n8n-workflow';
import type { Step as ErrorStep } from '../../nodes/shared/errors';
import type { ProxiedRequest } from '../../tools/emulators/faultProxy';
import type { TestItem, TestResult, TestRun } from '../engine';
import type { Bed } from '../support/bed';

/** One call of an operation that can go wrong. */
export interface Step {
	/**
	 * Calls that are safe to repeat, the transfer, writes that are never blindly sent again, and the looks
	 * at what an unclear write has done.
	 */
	kind: 'call' | 'transfer' | 'write' | 'look';
	on: (request: ProxiedRequest) => boolean;
	/** Which of such calls in a run it is, from 0. */
	turn: number;
	/** For a write: the calls that show what it has done. */
	look?: (request: ProxiedRequest) => boolean;
	/** Whether the item is complete without it. */
	optional?: boolean;
	/** For a look: the write whose response has to be lost for it. */
	afterLost?: string;
	/** The `details.step` when it stops the item. */
	reports: ErrorStep;
	/** How many files are stored, and attached to the case, product or plan, when this call is made. */
	stored: 0 | 1;
	recorded: 0 | 1;
}

/** What a run works on; each cell of the table has its own. */
export interface Target {
	run(items: TestItem[], settings: TestRun['nodeSettings']): Promise<TestResult>;
	/** What has been added to the case, product or plan since, with the key of its object. */
	recorded(): Array<{ fileName: string; key: string }>;
	/** Whether the output reports it, and the vendor has everything as intended. */
	isComplete(output: IDataObject): boolean;
}

/** An operation that uploads, step by step. */
export interface Flow {
	title: string;
	vendor: 'karmaCheck' | 'kelviq';
	steps: Record<string, Step>;
	/** @param baseUrl where the node calls the vendor */
	target(bed: Bed, baseUrl: string): Target;
}

export const call =
	(method: string, path: RegExp) =>
	(request: ProxiedRequest): boolean =>
		request.method === method && path.test(request.path);
