import { folder } from './support/environment';
import 'reflect-metadata';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Container } from '@n8n/di';
import { Logger } from '@n8n/backend-common';
import {
	BinaryDataConfig,
	BinaryDataService,
	ErrorReporter,
	ExecutionLifecycleHooks,
	LoadOptionsContext,
	PackageDirectoryLoader,
	SupplyDataContext,
	WebhookContext,
	WorkflowExecute,
} from 'n8n-core';
import { SSHClientsManager } from 'n8n-core/dist/execution-engine/ssh-clients-manager';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type ExecutionBaseError,
	type IBinaryData,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IDataObject,
	type IExecuteContextData,
	type INode,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeParameters,
	type INodeType,
	type IRun,
	type IRunExecutionData,
	type IWebhookResponseData,
	type IWorkflowExecuteAdditionalData,
	type IWorkflowSettings,
} from 'n8n-workflow';
import { additionalDataWith } from './support/additionalData';
import { MemoryCredentials } from './support/credentialsHelper';
import { runFrom } from './support/runFrom';
import { TriggerResponse } from './support/triggerResponse';
import {
	credentialsOf,
	EXECUTION_ID,
	forRetry,
	nodeNamed,
	nodeTypesWith,
	WORKFLOW_ID,
} from './support/workflow';

/** A file of an incoming item. */
export interface TestFile {
	bytes: Buffer | Readable;
	fileName?: string;
	mimeType?: string;
	fileExtension?: string;
}

export interface TestItem {
	json?: IDataObject;
	files?: Record<string, TestFile>;
	/** Files as somebody made them by hand, beside the others. */
	binary?: Record<string, unknown>;
}

export interface TestRun {
	node: string;
	parameters: INodeParameters;
	/** By credential type. What the node's sign-in stores ends up here too. */
	credentials: Record<string, ICredentialDataDecryptedObject>;
	items: TestItem[];
	onError?: INode['onError'];
	/** Settings of the node beside that, e.g. `retryOnFail`. */
	nodeSettings?: Pick<INode, 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>;
	/**
	 * With `binaryMode: combined`, n8n itself moves the files of the items into their json, unless it
	 * keeps files in memory.
	 */
	settings?: IWorkflowSettings;
	/** Items that a second run of the node gets, as in a loop. */
	more?: TestItem[];
	/** An execution that failed, to be retried as the editor does: with the items that it had. */
	retryOf?: TestResult['execution'];
	/** Cancels the execution when this settles. */
	cancelOn?: Promise<unknown>;
}

export interface TestResult {
	/** Items of the node's first output, and of its error output if it has one. */
	items: INodeExecutionData[];
	errorItems: INodeExecutionData[];
	error: (ExecutionBaseError & { httpCode?: string }) | undefined;
	/** What the editor shows beside the output. */
	hints: string[];
	/** What n8n keeps of the node for a second try, and saves with the execution. */
	context: IExecuteContextData;
	/** What n8n would save of this execution. */
	execution: IRunExecutionData;
	/** Its results as text. */
	saved: string;
	status: IRun['status'];
}

/** A request to the URL of a trigger. */
export interface TestDelivery extends Pick<TestRun, 'parameters' | 'credentials'> {
	node: string;
	/** What n8n's body parser leaves of it. */
	request: { headers: Record<string, string>; rawBody?: Buffer; body?: unknown };
}

/** n8n's execution engine with this package's built nodes and credentials. */
export class Engine {
	private constructor(
		private readonly nodes: Map<string, INodeType>,
		private readonly credentials: Map<string, ICredentialType>,
		private readonly binaryData: BinaryDataService,
	) {}

	/**
	 * @param binaryMode where n8n keeps files: `default` is memory
	 * @param packageFolder the package with its `dist`
	 */
	static async start(
		binaryMode: 'default' | 'filesystem' = 'filesystem',
		packageFolder = join(__dirname, '..'),
	): Promise<Engine> {
		const loader = new PackageDirectoryLoader(packageFolder);
		await loader.loadAll();
		const config = Container.get(BinaryDataConfig);
		config.mode = binaryMode;
		config.localStoragePath = join(folder, 'storage');
		const binaryData = new BinaryDataService(
			config,
			Container.get(ErrorReporter),
			Container.get(Logger),
		);
		await binaryData.init();
		Container.set(BinaryDataService, binaryData);
		return new Engine(
			new Map(
				Object.entries(loader.nodeTypes).map(([name, { type }]) => [name, type as INodeType]),
			),
			new Map(Object.entries(loader.credentialTypes).map(([name, { type }]) => [name, type])),
			binaryData,
		);
	}

	/** Ends what goes on with no execution: a timer that in the oldest n8n keeps the process alive. */
	stop(): void {
		Container.get(SSHClientsManager).onShutdown();
	}

	/** Runs one node on the given items, fed by a node that outputs them. */
	async run(test: TestRun): Promise<TestResult> {
		const outputs = await Promise.all(
			[test.items, ...(test.more ? [test.more] : [])].map(async (items) =>
				Promise.all(items.map(async (item) => await this.incoming(item))),
			),
		);
		const source = nodeNamed('Source', 'source', {});
		const subject: INode = {
			...nodeNamed('Subject', test.node, test.parameters),
			onError: test.onError,
			...test.nodeSettings,
			credentials: credentialsOf(test.credentials),
		};
		const workflow = new Workflow({
			id: WORKFLOW_ID,
			nodes: [source, subject],
			connections: {
				Source: {
					main: outputs.map(() => [{ node: 'Subject', type: NodeConnectionTypes.Main, index: 0 }]),
				},
			},
			active: false,
			nodeTypes: nodeTypesWith(this.nodes, outputs),
			settings: { executionOrder: 'v1', ...test.settings },
		});
		const additionalData = this.additionalData(test.credentials);
		additionalData.hooks = new ExecutionLifecycleHooks('manual', EXECUTION_ID, {
			...workflow,
			nodes: [source, subject],
			connections: workflow.connectionsBySourceNode,
			createdAt: new Date(),
			updatedAt: new Date(),
			activeVersionId: null,
			isArchived: false,
		} as never);

		const failed = test.retryOf && forRetry(test.retryOf, subject);
		const started = failed ?? createRunExecutionData();
		const engine = new WorkflowExecute(additionalData, 'manual', started);
		const execution = failed
			? engine.processRunExecutionData(workflow)
			: runFrom(engine, workflow, source);
		void test.cancelOn?.then(() => execution.cancel());
		const { data, status } = await execution;
		const runs = data.resultData.runData.Subject ?? [];
		const output = runs.at(-1)?.data?.main ?? [];
		return {
			items: output[0] ?? [],
			errorItems: output[1] ?? [],
			error: data.resultData.error as TestResult['error'],
			hints: runs.flatMap(({ hints = [] }) => hints.map(({ message }) => message)),
			context: data.executionData?.contextData ?? {},
			execution: data,
			saved: JSON.stringify(data.resultData),
			status,
		};
	}

	/** Fills a list of the editor, as opening or searching it does. */
	async listSearch(
		node: TestRun['node'],
		method: string,
		credentials: TestRun['credentials'],
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const { subject, workflow } = this.alone({ node, parameters: {}, credentials });
		const context = new LoadOptionsContext(
			workflow,
			subject,
			this.additionalData(credentials),
			'parameters',
		);
		const search = this.nodes.get(node)?.methods?.listSearch?.[method];
		if (!search) throw new Error(`No list search ${method}`);
		return await search.call(context, filter, paginationToken);
	}

	/** Gives a trigger a request to its URL, as n8n does for a published workflow. */
	async receive({
		node,
		parameters,
		credentials,
		request,
	}: TestDelivery): Promise<{ returned: IWebhookResponseData; status: number | undefined }> {
		const { subject, workflow } = this.alone({ node, parameters, credentials }, true);
		const response = new TriggerResponse();
		const trigger = this.nodes.get(node);
		const context = new WebhookContext(
			workflow,
			subject,
			{
				...this.additionalData(credentials),
				httpRequest: { params: {}, query: {}, ...request } as never,
				httpResponse: response as never,
			},
			'webhook',
			{ webhookDescription: trigger?.description.webhooks?.[0] } as never,
			[],
			null,
		);
		const returned = await trigger?.webhook?.call(context);
		if (!returned) throw new Error(`${node} takes no requests`);
		// n8n sends a response of its own unless the node has.
		return { returned, status: returned.noWebhookResponse ? response.ended : 200 };
	}

	/** The editor's test of a credential that a node tests. */
	async testCredential(
		node: string,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<INodeCredentialTestResult> {
		const { description, methods } = this.nodes.get(node)!;
		const tester = description.credentials?.find(({ name }) => name === type)?.testedBy;
		const test = methods?.credentialTest?.[String(tester)];
		if (!test) throw new Error(`${node} does not test ${type}`);
		return await test.call({} as never, { id: type, name: type, type, data });
	}

	/** Calls a node as an AI agent does: as a tool, with one item that contains the agent's words. */
	async runAsTool({
		node,
		parameters,
		credentials,
	}: Pick<TestRun, 'node' | 'parameters' | 'credentials'>): Promise<INodeExecutionData[]> {
		const tool = { node: `${node}Tool`, parameters, credentials };
		const { subject, workflow } = this.alone(tool);
		const context = new SupplyDataContext(
			workflow,
			subject,
			this.additionalData(credentials),
			'manual',
			createRunExecutionData(),
			0,
			[],
			{},
			NodeConnectionTypes.AiTool,
			{ node: subject, data: {}, source: null },
			[],
		);
		context.addInputData(NodeConnectionTypes.AiTool, [[{ json: { query: 'words' } }]]);
		const output = await this.nodes.get(node)?.execute?.call(context as never);
		return (output as INodeExecutionData[][])[0] ?? [];
	}

	/** The bytes of a file in an output item. */
	async bytesOf(item: INodeExecutionData | undefined, field = 'data'): Promise<Buffer> {
		const file = item?.binary?.[field];
		if (!file) throw new Error(`No file in ${field}`);
		return await this.binaryData.getAsBuffer(file);
	}

	/** A workflow of one node, which nothing feeds. */
	private alone(
		{ node, parameters, credentials }: Pick<TestRun, 'node' | 'parameters' | 'credentials'>,
		active = false,
	): { subject: INode; workflow: Workflow } {
		const subject: INode = {
			...nodeNamed('Subject', node, parameters),
			credentials: credentialsOf(credentials),
		};
		const nodeTypes = nodeTypesWith(this.nodes, []);
		const place = { id: WORKFLOW_ID, nodes: [subject], connections: {}, active, nodeTypes };
		return { subject, workflow: new Workflow(place) };
	}

	private additionalData(credentials: TestRun['credentials']): IWorkflowExecuteAdditionalData {
		return additionalDataWith(new MemoryCredentials(this.credentials, credentials), EXECUTION_ID);
	}

	private async incoming({
		json = {},
		files = {},
		binary: handmade = {},
	}: TestItem): Promise<INodeExecutionData> {
		const location = {
			type: 'execution' as const,
			workflowId: WORKFLOW_ID,
			executionId: EXECUTION_ID,
		};
		const binary = { ...handmade } as Record<string, IBinaryData>;
		for (const [field, { bytes, ...about }] of Object.entries(files)) {
			const data = { data: '', mimeType: 'application/octet-stream', ...about };
			binary[field] = await this.binaryData.store(location, bytes, data);
		}
		return Object.keys(binary).length ? { json, binary } : { json };
	}
}
