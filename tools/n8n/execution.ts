import { parse } from 'flatted';

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What a node has output, or why it has not. */
export interface NodeRun {
	items: Array<{ json: { [key: string]: Json }; binary?: { [field: string]: unknown } }>;
	error?: { message: string; description?: string | null };
	/** When its last run began, in milliseconds since the epoch. */
	startTime: number;
	/** Milliseconds the node took, all its runs together. */
	executionTime: number;
}

export interface Execution {
	id: string;
	/** `success`, `error`, `canceled`, `crashed` … */
	status: string;
	/** By node name, the node's last run. */
	runs: Map<string, NodeRun>;
	/** Why it failed as a whole. */
	error?: { message: string; description?: string | null };
}

interface RunData {
	resultData: {
		error?: { message: string; description?: string | null };
		runData: {
			[node: string]: Array<{
				startTime: number;
				executionTime: number;
				error?: { message: string; description?: string | null };
				data?: { main?: Array<NodeRun['items'] | null> };
			}>;
		};
	};
}

/** An execution's data is one string in flatted's format: https://www.npmjs.com/package/flatted */
export function readResult(data = '[{}]'): Pick<Execution, 'runs' | 'error'> {
	// There is none yet while an execution has just started.
	const { runData = {}, error } = (parse(data) as RunData | undefined)?.resultData ?? {};
	const runs = Object.entries(runData).map(([node, all]): [string, NodeRun] => {
		const last = all.at(-1);
		const items = last?.data?.main?.flatMap((branch) => branch ?? []) ?? [];
		const executionTime = all.reduce((sum, run) => sum + run.executionTime, 0);
		return [node, { items, error: last?.error, startTime: last?.startTime ?? NaN, executionTime }];
	});
	return { runs: new Map(runs), error };
}
