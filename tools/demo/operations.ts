import { Failure } from '../n8n/failure';
import type { Credential, Execution, Json, N8nClient, WorkflowFile } from '../n8n/client';
import { PROJECT, readManifest } from '../n8n/package';
import { TRIGGER } from './workflows';

/** One operation of a node, and how its output is reported to the reader. */
export interface Call {
	resource: string;
	operation: string;
	parameters?: { [name: string]: Json };
}

/** A resource locator that names an id. */
export const byId = (value: string): Json => ({ __rl: true, mode: 'id', value });

/**
 * Runs operations of one node in n8n, each on one empty item, all in one workflow.
 * @returns a row per operation: what it is, and the fields or the number of its output items
 * @throws Failure that names the operations that did not work
 */
export async function runOperations(
	n8n: N8nClient,
	node: 'karmaCheck' | 'kelviq',
	credential: Credential,
	calls: Call[],
	signal?: AbortSignal,
): Promise<Array<[label: string, value: string]>> {
	const workflow = await workflowOf(node, credential, calls);
	const { id } = await n8n.createWorkflow(workflow);
	const run = await n8n.run(id, TRIGGER, signal);
	const rows = calls.map((call) => rowOf(call, run));
	const wrong = rows.filter(([, , works]) => !works);
	if (wrong.length > 0) {
		throw new Failure(
			`Not as expected: every operation works: ${wrong.map(([label, value]) => `${label}: ${value}`).join('; ')}`,
		);
	}
	return rows.map(([label, value]) => [label, value]);
}

const nameOf = ({ resource, operation }: Call) => `${resource} / ${operation}`;

async function workflowOf(
	node: string,
	{ id, name, type }: Credential,
	calls: Call[],
): Promise<WorkflowFile> {
	const manifest = await readManifest(PROJECT);
	const trigger = {
		id: 'trigger',
		name: TRIGGER,
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const nodes = calls.map((call, index) => ({
		id: nameOf(call),
		name: nameOf(call),
		type: `${manifest.name}.${node}`,
		typeVersion: 1,
		position: [300, index * 140],
		parameters: { resource: call.resource, operation: call.operation, ...call.parameters },
		credentials: { [type]: { id, name } },
		// One operation that does not work must not hide the others.
		onError: 'continueRegularOutput',
	}));
	const targets = nodes.map(({ name: target }) => ({ node: target, type: 'main', index: 0 }));
	return {
		name: `Every operation of ${name}`,
		nodes: [trigger, ...nodes],
		connections: { [TRIGGER]: { main: [targets] } },
		settings: { executionOrder: 'v1' },
	} as unknown as WorkflowFile;
}

function rowOf(call: Call, { runs }: Execution): [string, string, boolean] {
	const run = runs.get(nameOf(call));
	const items = run?.items ?? [];
	const refusal = run?.error?.message ?? items.find(({ json }) => 'error' in json)?.json.error;
	if (refusal !== undefined || !run) return [nameOf(call), String(refusal ?? 'did not run'), false];
	const fields = Object.keys(items[0]?.json ?? {});
	const shown = fields.length > 6 ? `${fields.slice(0, 6).join(', ')} …` : fields.join(', ');
	return [nameOf(call), `${items.length} × ${shown}`, items.length > 0];
}
