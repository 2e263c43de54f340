import type { Credential, Json, WorkflowFile } from '../../tools/n8n/client';
import { installN8n } from '../../tools/n8n/install';
import { NEWEST, OLDEST } from '../../tools/n8n/releases';
import { TRIGGER } from '../../tools/demo/workflows';
import { answering } from '../credentials/server';
import { chain, manualTrigger, stockNode } from './support/editor/workflows';
import { startScriptedModel, type Asked } from './support/scriptedModel';
import { raiseStage, type Stage } from './support/stage';

const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';
const CALL = 'Call';

describe.each([OLDEST, NEWEST])("n8n $version's HTTP Request node", (release) => {
	let stage: Stage;
	let newest: number;

	beforeAll(async () => {
		stage = await raiseStage({ installed: await installN8n({ release }) });
		const types = await stage.client.nodeTypes();
		const versions = types.filter(({ name }) => name === HTTP_REQUEST).flatMap((t) => t.version);
		newest = Math.max(...versions);
	});

	afterAll(() => stage?.close());

	const credential = (vendor: string) => stage.surroundings.credentials[vendor] as Credential;
	const requestNode = (
		vendor: string,
		version: number,
		parameters: { [name: string]: Json },
		type = HTTP_REQUEST,
	) => {
		const { id, name, type: nodeCredentialType } = credential(vendor);
		const authentication = 'predefinedCredentialType';
		const all = { authentication, nodeCredentialType, options: {}, ...parameters };
		const credentials = { [nodeCredentialType]: { id, name } };
		return { ...stockNode(CALL, type, version, all), credentials };
	};
	const call = async (vendor: string, version: number, parameters: { [name: string]: Json }) => {
		const nodes = [manualTrigger(), requestNode(vendor, version, parameters)];
		const workflow = { ...chain(`${vendor} ${version}`, nodes) };
		const { id } = await stage.client.createWorkflow(workflow);
		const execution = await stage.client.run(id, 'Start');
		return { ...execution, items: execution.runs.get(CALL)?.items ?? [] };
	};
	const packages = () => `${stage.emulators.karmaCheck.baseUrl}/package/min/list`;
	const products = () => `${stage.emulators.kelviq.baseUrl}/catalog/products/`;
	const versions = () => [4.2, newest];

	it('calls KarmaCheck, signed in', async () => {
		for (const version of versions()) {
			const { status, items } = await call('karmaCheck', version, { url: packages() });
			expect(status).toBe('success');
			expect(items[0]?.json.packages).toEqual(stage.emulators.karmaCheck.packages);
		}
	});

	it.each([401, 403] as const)('signs in to KarmaCheck again on a %d', async (invalid) => {
		const { karmaCheck } = stage.emulators;
		for (const version of versions()) {
			karmaCheck.revokeTokens();
			karmaCheck.invalidTokenStatus = invalid;
			karmaCheck.tokensMinted = 0;
			const { status } = await call('karmaCheck', version, { url: packages() });
			expect(status).toBe('success');
			expect(karmaCheck.tokensMinted).toBe(1);
		}
	});

	it('sends an order once that KarmaCheck answers with 500', async () => {
		const { karmaCheck } = stage.emulators;
		for (const version of versions()) {
			const before = karmaCheck.callsTo('POST /case/create').length;
			karmaCheck.script('POST /case/create', { status: 500, body: { message: 'no' } });
			const url = `${karmaCheck.baseUrl}/case/create`;
			const { status } = await call('karmaCheck', version, { url, method: 'POST' });
			expect(status).toBe('error');
			expect(karmaCheck.callsTo('POST /case/create')).toHaveLength(before + 1);
			karmaCheck.clearScripts();
		}
	});

	it('reads all pages of Kelviq', async () => {
		const { kelviq } = stage.emulators;
		if (kelviq.products.length < 100) kelviq.seedProducts(130);
		const pagination = {
			paginationMode: 'responseContainsNextURL',
			nextURL: '={{ $response.body.next }}',
			paginationCompleteWhen: 'other',
			completeExpression: '={{ !$response.body.next }}',
		};
		for (const version of versions()) {
			const parameters = { url: products(), options: { pagination: { pagination } } };
			const { status, items } = await call('kelviq', version, parameters);
			expect(status).toBe('success');
			const count = items.reduce((sum, { json }) => sum + (json.results as Json[]).length, 0);
			expect(count).toBe(kelviq.products.length);
		}
	});

	it.each(['karmaCheck', 'kelviq'])('takes the secret of %s to no other origin', async (vendor) => {
		const foreign = await answering({ body: '{}' });
		for (const version of versions()) {
			const { status, error } = await call(vendor, version, { url: foreign.origin });
			expect(status).toBe('error');
			expect(JSON.stringify(error)).toContain('This credential is only for');
		}
		expect(foreign.received).toEqual([]);
		await foreign.close();
	});

	it.each(['karmaCheck', 'kelviq'] as const)(
		'leaves the secret of %s behind when a redirect leads elsewhere',
		async (vendor) => {
			const foreign = await answering({ body: '{"elsewhere":true}' });
			const [url, route] =
				vendor === 'kelviq'
					? [products(), 'GET /catalog/products/']
					: [packages(), 'GET /package/min/list'];
			for (const version of versions()) {
				const headers = { Location: `${foreign.origin}/file` };
				stage.emulators[vendor].script(route, { status: 302, headers, body: '' });
				const { status, items } = await call(vendor, version, { url });
				expect(status).toBe('success');
				expect(items[0]?.json).toEqual({ elsewhere: true });
			}
			expect(foreign.received).toHaveLength(2);
			expect(JSON.stringify(foreign.received)).not.toMatch(/bearer|authorization/i);
			await foreign.close();
		},
	);

	it('is a tool that calls KarmaCheck for an AI agent', async () => {
		const answers: string[] = [];
		const heard = ({ messages }: Asked) =>
			answers.push(messages.findLast(({ role }) => role === 'tool')?.content ?? '');
		const model = await startScriptedModel([
			() => ({ tool: CALL, values: {} }),
			(question) => (heard(question), 'Done.'),
		]);
		stage.cleanup.add(() => model.close());
		const fields = { apiKey: 'none', url: model.baseUrl };
		const { id, name } = await stage.client.createCredential('Model', 'openAiApi', fields);
		const tool = requestNode('karmaCheck', 4.2, { url: packages() }, `${HTTP_REQUEST}Tool`);
		const agent = '@n8n/n8n-nodes-langchain.agent';
		const chat = {
			...stockNode('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2, {
				model: { __rl: true, mode: 'id', value: 'scripted' },
			}),
			credentials: { openAiApi: { id, name } },
		};
		const to = (type: string) => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] });
		const nodes = [
			stockNode(TRIGGER, 'n8n-nodes-base.manualTrigger', 1),
			stockNode('Agent', agent, 2, { promptType: 'define', text: 'Which packages are there?' }),
			chat,
			tool,
		];
		const workflow: WorkflowFile = {
			name: 'Agent',
			nodes: nodes.map((node, index) => ({ ...node, position: [index * 220, 0] })),
			connections: {
				[TRIGGER]: to('main'),
				Model: to('ai_languageModel'),
				[CALL]: to('ai_tool'),
			},
			settings: { executionOrder: 'v1' },
		};
		const created = await stage.client.createWorkflow(workflow);
		const { status } = await stage.client.run(created.id, TRIGGER);

		expect(status).toBe('success');
		expect(answers[0]).toContain(stage.emulators.karmaCheck.packages[0]!.id);
	});
});
