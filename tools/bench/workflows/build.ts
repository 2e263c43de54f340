import type { Credential, Json, WorkflowFile } from '../../n8n/client';

export const TRIGGER = 'Start';
/** The node that reads the files, which is not part of what is measured. */
export const READ = 'Read';
/** The node that hands the files on a while after they have been read. */
export const PAUSE = 'Pause';
/** Long enough for n8n to give back the memory that reading took. */
const PAUSE_SECONDS = 3;

export interface NodeSpec {
	name: string;
	/** Without a dot: one of n8n's own. */
	type: string;
	typeVersion?: number;
	parameters: { [name: string]: Json };
	credential?: Credential;
	/** Where its items come from; default: the node before it. */
	after?: Source[];
}

/** An output of a node and the input that it leads to, each the first by default. */
export interface Source {
	node: string;
	output?: number;
	input?: number;
}

type Targets = Array<{ node: string; type: string; index: number }>;

/** A workflow of these nodes, one after the other where they do not say otherwise. */
export function build(name: string, specs: NodeSpec[]): WorkflowFile {
	const start: NodeSpec = { name: TRIGGER, type: 'manualTrigger', parameters: {} };
	const all = [start, ...specs];
	const connections: { [node: string]: { main: Targets[] } } = {};
	all.forEach((spec, position) => {
		const before = all[position - 1];
		for (const source of spec.after ?? (before ? [{ node: before.name }] : [])) {
			const { node, output = 0, input = 0 } = source;
			const { main } = (connections[node] ??= { main: [] });
			while (main.length <= output) main.push([]);
			main[output]?.push({ node: spec.name, type: 'main', index: input });
		}
	});
	const nodes = all.map(({ credential, type, ...spec }, position) => ({
		id: spec.name,
		name: spec.name,
		type: type.includes('.') ? type : `n8n-nodes-base.${type}`,
		typeVersion: spec.typeVersion ?? 1,
		position: [position * 220, 0],
		parameters: spec.parameters,
		...(credential && {
			credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		}),
	}));
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}

/**
 * Reads the files that match into n8n's file storage, and waits with them, so that what comes next can
 * be measured apart from the reading.
 */
export const readAndPause = (fileSelector: string): NodeSpec[] => [
	{
		name: READ,
		type: 'readWriteFile',
		typeVersion: 1.1,
		parameters: { fileSelector, options: {} },
	},
	{
		name: PAUSE,
		type: 'wait',
		typeVersion: 1.1,
		parameters: { resume: 'timeInterval', amount: PAUSE_SECONDS, unit: 'seconds' },
	},
];
