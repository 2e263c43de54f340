import { setTimeout as pause } from 'node:timers/promises';
import type { Execution, N8nClient, WorkflowFile } from '../n8n/client';
import { Failure } from '../n8n/failure';

/** A published workflow, which its trigger starts. */
export interface LiveWorkflow {
	/** Where its webhook or form listens. */
	url(kind: 'webhook' | 'form', path: string): string;
	/** The next execution that was not returned yet, once it has finished. */
	next(): Promise<Execution>;
	/** How many executions there were. */
	count(): Promise<number>;
}

const STARTS_WITHIN_MS = 60_000;

/** Publishes a workflow and waits until it responds to its trigger. */
export async function goLive(
	client: N8nClient,
	workflow: WorkflowFile,
	signal?: AbortSignal,
): Promise<LiveWorkflow> {
	const created = await client.createWorkflow(workflow);
	await client.publish(created, signal);
	const seen = new Set<string>();
	return {
		url: (kind, path) => `${client.url}/${kind}/${path}`,
		count: async () => (await client.listExecutions(created.id)).length,
		next: async () => {
			for (const end = Date.now() + STARTS_WITHIN_MS; Date.now() < end; await pause(100)) {
				signal?.throwIfAborted();
				const all = await client.listExecutions(created.id);
				const fresh = all.filter(({ id }) => !seen.has(id)).at(-1);
				if (!fresh) continue;
				seen.add(fresh.id);
				return await client.finish(fresh.id, signal);
			}
			throw new Failure(`'${workflow.name}' did not start within ${STARTS_WITHIN_MS / 1000} s.`);
		},
	};
}
