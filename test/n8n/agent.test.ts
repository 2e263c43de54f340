import axios from 'axios';
import type { Execution } from '../../tools/n8n/client';
import { TRIGGER } from '../../tools/demo/workflows';
import type { KarmaCheckEmulator } from '../../tools/emulators';
import { AGENT, agentWorkflow, ATTACH, CASES } from './support/agentWorkflow';
import { type Asked, startScriptedModel } from './support/scriptedModel';
import { raiseStage, type Stage } from './support/stage';

const FILE_NAME = 'disclosure.pdf';
const ANSWER = 'The disclosure is on the case.';

/** Stores a file without creating a document, as another system may do. */
async function storeFile({ baseUrl, token }: KarmaCheckEmulator): Promise<string> {
	const mimeType = 'application/pdf';
	const documentTypeId = 'candidate-disclosures-and-authorizations';
	const headers = { Authorization: `Bearer ${token}` };
	const { data } = await axios.post<{ list: Array<{ url: string; fileKey: string }> }>(
		`${baseUrl}/document/secure/upload`,
		{ files: [{ mimeType, documentTypeId }] },
		{ headers, proxy: false },
	);
	const [address = { url: '', fileKey: '' }] = data.list;
	const type = { 'Content-Type': mimeType };
	await axios.put(address.url, Buffer.from('%PDF-1.7 signed'), { headers: type, proxy: false });
	return address.fileKey;
}

/** What the latest call of a tool returned to the model. */
const toolAnswer = ({ messages }: Asked) =>
	messages.findLast(({ role }) => role === 'tool')?.content ?? '';

const toolName = (node: string) => node.replaceAll(' ', '_');

describe('an AI agent with the KarmaCheck node among its tools', () => {
	let stage: Stage;
	let fileKey: string;
	let execution: Execution;
	let asked: Asked[];

	beforeAll(async () => {
		stage = await raiseStage();
		fileKey = await storeFile(stage.emulators.karmaCheck);
		const model = await startScriptedModel([
			() => ({ tool: toolName(CASES), values: {} }),
			(question) => {
				const [, caseId = ''] = /"id":"([^"]+)"/.exec(toolAnswer(question)) ?? [];
				return { tool: toolName(ATTACH), values: { fileKey, fileName: FILE_NAME, caseId } };
			},
			() => ANSWER,
		]);
		stage.cleanup.add(() => model.close());
		const fields = { apiKey: 'none', url: model.baseUrl };
		const credential = await stage.client.createCredential('Model', 'openAiApi', fields);
		const task = `Put the stored file ${fileKey}, ${FILE_NAME}, on the newest case.`;
		const workflow = agentWorkflow(stage, credential, task);
		const { id } = await stage.client.createWorkflow(workflow);
		execution = await stage.client.run(id, TRIGGER);
		asked = model.asked;
	});

	afterAll(() => stage?.close());

	it('tells the model what each tool does and what it has to be given', () => {
		const tools = asked[0]?.tools?.map((tool) => tool.function) ?? [];
		expect(tools).toHaveLength(2);
		const find = (node: string) => tools.find(({ name }) => name === toolName(node));
		const [cases, attach] = [find(CASES), find(ATTACH)];
		expect(cases?.description).toBe('Get many cases in KarmaCheck');
		expect(cases?.parameters.properties).toEqual({});
		expect(attach?.description).toBe('Create document record in KarmaCheck');
		expect(attach?.parameters.properties).toEqual({
			fileKey: { type: 'string', description: 'Key of the stored file' },
			fileName: { type: 'string', description: 'Name with its extension' },
			caseId: { type: 'string', description: 'ID of the case' },
		});
	});

	it('gives the model the cases', () => {
		const ids = stage.emulators.karmaCheck.caseIds.filter((id) =>
			toolAnswer(asked[1] as Asked).includes(id),
		);
		expect(ids).toHaveLength(2);
	});

	it('makes exactly one document of the stored file, on the case that the model chose', () => {
		const { records } = stage.emulators.karmaCheck;
		expect(records).toEqual([expect.objectContaining({ fileKey, originalFileName: FILE_NAME })]);
		expect(toolAnswer(asked[1] as Asked)).toContain(records[0]?.caseId);
		expect(toolAnswer(asked[2] as Asked)).toContain(records[0]?.id);
	});

	it('ends with what the model says', () => {
		expect(execution.status).toBe('success');
		expect(execution.runs.get(AGENT)?.items[0]?.json.output).toBe(ANSWER);
		expect(asked).toHaveLength(3);
	});

	it("offers every operation to agents, with a field for the tool's description", async () => {
		const types = await stage.client.nodeTypes();
		for (const name of ['karmaCheck', 'kelviq']) {
			const find = (type: string) => types.find((t) => t.name === `${stage.packed.name}.${type}`);
			const [node, tool] = [find(name), find(`${name}Tool`)];
			expect(tool?.outputs).toEqual(['ai_tool']);
			expect(tool?.properties.map((property) => property.name)).toEqual(
				expect.arrayContaining(['toolDescription', ...(node?.properties ?? []).map((p) => p.name)]),
			);
		}
	});
});
