import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import type { ICredentialType, INodeTypeDescription } from 'n8n-workflow';
import { Failure } from './failure';
import { type Execution, type Json, readResult } from './execution';

export type { Execution, Json, NodeRun } from './execution';

/** A workflow as the editor exports it. */
export interface WorkflowFile {
	name: string;
	nodes: Array<{
		name: string;
		type: string;
		parameters: { [key: string]: Json };
		credentials?: { [type: string]: { id: string; name: string } };
		[key: string]: unknown;
	}>;
	connections: { [node: string]: unknown };
	settings?: { [key: string]: Json };
}

export interface Credential {
	id: string;
	name: string;
	type: string;
}

export interface Owner {
	email: string;
	password: string;
}

/** n8n's REST API as the editor uses it; not the public API, which needs a key. */
export class N8nClient {
	private readonly http: AxiosInstance;

	/** @param pollMs how often n8n is asked whether an execution has finished */
	constructor(
		readonly url: string,
		private readonly pollMs = 100,
	) {
		this.http = axios.create({
			baseURL: `${url}/rest`,
			proxy: false,
			timeout: 60_000,
			validateStatus: () => true,
		});
	}

	/** Creates the first user of a new n8n and stays logged in as that user. */
	async setUpOwner(owner: Owner): Promise<void> {
		const names = { firstName: 'Demo', lastName: 'Owner' };
		this.keepCookie(await this.http.post('/owner/setup', { ...owner, ...names }));
	}

	async logIn(owner: Owner): Promise<void> {
		const form = { emailOrLdapLoginId: owner.email, password: owner.password };
		this.keepCookie(await this.http.post('/login', form));
	}

	async createCredential(
		name: string,
		type: string,
		data: { [field: string]: Json },
	): Promise<Credential> {
		return answer<Credential>(await this.http.post('/credentials', { name, type, data }));
	}

	/** The editor's Test button. */
	async testCredential(
		{ id, name, type }: Credential,
		data: { [field: string]: Json },
	): Promise<{ status: 'OK' | 'Error'; message: string }> {
		const credentials = { id, name, type, data };
		return answer(await this.http.post('/credentials/test', { credentials }));
	}

	async createWorkflow(workflow: WorkflowFile): Promise<{ id: string; versionId: string }> {
		return answer(await this.http.post('/workflows', { active: false, ...workflow }));
	}

	/** Makes a workflow respond to its trigger, and waits until it does. */
	async publish(workflow: { id: string; versionId: string }, signal?: AbortSignal): Promise<void> {
		const path = `/workflows/${workflow.id}`;
		const version = { versionId: workflow.versionId, name: 'First' };
		answer(await this.http.post(`${path}/activate`, version));
		for (;;) {
			signal?.throwIfAborted();
			const asked = await this.http.get(`${path}/publication-status`);
			// The first releases of n8n 2 have published it by now, and do not know the question.
			if (asked.status === 404) return;
			const { status } = answer<{ status: string }>(asked);
			if (status === 'published') return;
			if (status === 'failed') throw new Failure('n8n could not publish the workflow.');
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}

	/** The packages under Settings → Community nodes. */
	async communityPackages(): Promise<Array<{ packageName: string; installedVersion: string }>> {
		return answer(await this.http.get('/community-packages'));
	}

	/** Settings → Community nodes → Install. */
	async installCommunityPackage(name: string): Promise<void> {
		answer(await this.http.post('/community-packages', { name }));
	}

	async uninstallCommunityPackage(name: string): Promise<void> {
		const { status } = await this.http.delete('/community-packages', { params: { name } });
		if (status !== 200) throw new Failure(`n8n did not uninstall ${name} (${status}).`);
	}

	/** Runs a workflow from its trigger and waits until it has finished. */
	async run(workflowId: string, trigger: string, signal?: AbortSignal): Promise<Execution> {
		return await this.finish(await this.start(workflowId, trigger), signal);
	}

	/** Starts a workflow from its trigger. @returns the id of the execution */
	async start(workflowId: string, trigger: string): Promise<string> {
		const path = `/workflows/${workflowId}`;
		// The first releases of n8n 2 run what they are sent, later ones what they have saved.
		const workflowData = answer<object>(await this.http.get(path));
		const from = { workflowData, triggerToStartFrom: { name: trigger } };
		const { executionId } = answer<{ executionId: string }>(
			await this.http.post(`${path}/run`, from),
		);
		return executionId;
	}

	/** Waits until an execution has finished. */
	async finish(executionId: string, signal?: AbortSignal): Promise<Execution> {
		for (;;) {
			signal?.throwIfAborted();
			const { status } = await this.savedExecution(executionId);
			if (!['new', 'running', 'waiting', 'unknown'].includes(status))
				return await this.readExecution(executionId);
			await new Promise((resolve) => setTimeout(resolve, this.pollMs));
		}
	}

	/** The editor's Stop button. */
	async stop(executionId: string): Promise<void> {
		answer(await this.http.post(`/executions/${executionId}/stop`));
	}

	/** What the editor asks for first. */
	async settings(): Promise<{ versionCli: string }> {
		return answer(await this.http.get('/settings'));
	}

	/** The node types that the editor offers. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		return (await this.http.get<INodeTypeDescription[]>(`${this.url}/types/nodes.json`)).data;
	}

	/** The credential types that the editor offers. */
	async credentialTypes(): Promise<ICredentialType[]> {
		return (await this.http.get<ICredentialType[]>(`${this.url}/types/credentials.json`)).data;
	}

	/** What the editor's list of executions shows of a workflow, the newest first. */
	async listExecutions(workflowId: string): Promise<Array<Pick<Execution, 'id' | 'status'>>> {
		const params = { filter: JSON.stringify({ workflowId }) };
		const { results } = answer<{ results: Array<Pick<Execution, 'id' | 'status'>> }>(
			await this.http.get('/executions', { params }),
		);
		return results;
	}

	/** Deletes all that the list has, as selecting them there does. */
	async deleteExecutions(workflowId: string): Promise<void> {
		const { status } = await this.http.post('/executions/delete', {
			deleteBefore: new Date(Date.now() + 60_000).toISOString(),
			filters: { workflowId },
		});
		if (status >= 300) throw new Failure(`n8n did not delete the executions (${status}).`);
	}

	/**
	 * The editor's Retry: runs what is left of an execution again, as another one.
	 * @param loadWorkflow with the workflow as it is saved now
	 */
	async retryExecution(id: string, loadWorkflow = false): Promise<Execution> {
		const body = { loadWorkflow };
		const retry = answer<{ id: string }>(await this.http.post(`/executions/${id}/retry`, body));
		return await this.readExecution(retry.id);
	}

	/** An execution that has ended. */
	async readExecution(id: string): Promise<Execution> {
		for (let tries = 50; ; tries -= 1) {
			const { status, data } = await this.savedExecution(id);
			// Some n8ns save the status a moment before the data.
			if (data !== undefined || tries === 0) return { id, status, ...readResult(data) };
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}

	/** The data of one that has not ended may hold nothing yet. */
	private async savedExecution(id: string): Promise<{ status: string; data?: string }> {
		return answer(await this.http.get(`/executions/${id}`));
	}

	private keepCookie(response: AxiosResponse): void {
		answer(response);
		const cookies = response.headers['set-cookie'] ?? [];
		this.http.defaults.headers.common.Cookie = cookies.map((c) => c.split(';')[0]).join('; ');
	}
}

/** n8n wraps its responses in `data`, and reports what it rejects in `message`. */
function answer<T>(response: AxiosResponse<{ data?: T; message?: string }>): T {
	const { status, data, config } = response;
	if (status < 300 && data.data !== undefined) return data.data;
	const call = `${config.method?.toUpperCase()} /rest${config.url}`;
	throw new Failure(`n8n returned ${status} to ${call}: ${data?.message ?? 'no message'}`);
}
