import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { parse } from 'flatted';
import { Failure } from '../failure';

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

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

/** What a node has put out, or why it did not. */
export interface NodeRun {
	items: Array<{ json: { [key: string]: Json }; binary?: { [field: string]: unknown } }>;
	error?: { message: string; description?: string | null };
	/** Milliseconds the node took. */
	executionTime: number;
}

export interface Execution {
	id: string;
	/** `success`, `error`, `canceled`, `crashed` … */
	status: string;
	/** By node name, the node's last run. */
	runs: Map<string, NodeRun>;
}

export interface Owner {
	email: string;
	password: string;
}

interface RunData {
	resultData: {
		runData: {
			[node: string]: Array<{
				executionTime: number;
				error?: { message: string; description?: string | null };
				data?: { main?: Array<NodeRun['items'] | null> };
			}>;
		};
	};
}

/** n8n's REST API as the editor uses it; not the public API, which needs a key. */
export class N8nClient {
	private readonly http: AxiosInstance;

	constructor(readonly url: string) {
		this.http = axios.create({
			baseURL: `${url}/rest`,
			proxy: false,
			timeout: 60_000,
			validateStatus: () => true,
		});
	}

	/** Creates the first user of a fresh n8n and stays logged in as it. */
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

	async createWorkflow(workflow: WorkflowFile): Promise<{ id: string }> {
		return answer(await this.http.post('/workflows', workflow));
	}

	/** The packages under Settings → Community nodes. */
	async communityPackages(): Promise<Array<{ packageName: string; installedVersion: string }>> {
		return answer(await this.http.get('/community-packages'));
	}

	/** Runs a workflow from its trigger and waits until it has finished. */
	async run(workflowId: string, trigger: string, signal?: AbortSignal): Promise<Execution> {
		const start = { triggerToStartFrom: { name: trigger } };
		const { executionId } = answer<{ executionId: string }>(
			await this.http.post(`/workflows/${workflowId}/run`, start),
		);
		for (;;) {
			signal?.throwIfAborted();
			const { status, finished, data } = answer<{
				status: string;
				finished: boolean;
				data: string;
			}>(await this.http.get(`/executions/${executionId}`));
			if (finished || !['new', 'running', 'waiting', 'unknown'].includes(status))
				return { id: executionId, status, runs: readRuns(data) };
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}

	private keepCookie(response: AxiosResponse): void {
		answer(response);
		const cookies = response.headers['set-cookie'] ?? [];
		this.http.defaults.headers.common.Cookie = cookies.map((c) => c.split(';')[0]).join('; ');
	}
}

/** n8n wraps what it answers in `data`, and says in `message` what it did not like. */
function answer<T>(response: AxiosResponse<{ data?: T; message?: string }>): T {
	const { status, data, config } = response;
	if (status < 300 && data.data !== undefined) return data.data;
	const call = `${config.method?.toUpperCase()} /rest${config.url}`;
	throw new Failure(`n8n answered ${call} with ${status}: ${data?.message ?? 'no message'}`);
}

/** An execution's data is one string in flatted's format: https://www.npmjs.com/package/flatted */
function readRuns(data: string): Map<string, NodeRun> {
	const { runData } = (parse(data) as RunData).resultData;
	return new Map(
		Object.entries(runData).map(([node, runs]) => {
			const last = runs.at(-1);
			const items = last?.data?.main?.flatMap((branch) => branch ?? []) ?? [];
			return [node, { items, error: last?.error, executionTime: last?.executionTime ?? 0 }];
		}),
	);
}
