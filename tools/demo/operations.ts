import { Failure } from '../n8n/failure';
import type { Credential, Execution, Json, N8nClient, WorkflowFile } from '../n8n/client';
import { PROJECT, readManifest } from '../n8n/package';
import { TRIGGER } from './workflows';

/** One operation of a node. */
export interface Call {
	resource: string;
	operation: string;
	parameters?: { [name: string]: Json };
}

/** A resource locator that names an id. */
export const byId = (value: string): Json => ({ __rl: true, mode: 'id', value });

/**
 * Runs operations of one node in n8n, each on one empty item, all in one workflow.
 * @throws Failure that names the operations that did not work
 */
export async function runOperations(
	n8n: N8nClient,
	node: 'karmaCheck' | 'kelviq',
	credential: Credential,
	calls: Call[],
	signal?: AbortSignal,
): Promise<void> {
	const workflow = await workflowOf(node, credential, calls);
	const { id } = await n8n.createWorkflow(workflow);
	const run = await n8n.run(id, TRIGGER, signal);
	const reasons = calls.flatMap((call) => whyNot(call, run) ?? []);
	if (reasons.length > 0)
		throw new Failure(`Not as expected: every operation works: ${reasons.join('; ')}`);
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

/** Why an operation did not work, if it did not. */
function whyNot(call: Call, { runs }: Execution): string | undefined {
	const run = runs.get(nameOf(call));
	const items = run?.items ?? [];
	const refusal = run?.error?.message ?? items.find(({ json }) => 'error' in json)?.json.error;
	if (refusal !== undefined) return `${nameOf(call)}: ${String(refusal)}`;
	return items.length > 0 ? undefined : `${nameOf(call)}: no output`;
}
