import type { Credential, Json, WorkflowFile } from '../../../tools/n8n/client';
import { TRIGGER } from '../../../tools/demo/workflows';
import type { Stage } from './stage';

export const AGENT = 'AI Agent';
export const CASES = 'List cases';
export const ATTACH = 'Attach a file';

const fromAI = (name: string, description: string) =>
	`={{ $fromAI('${name}', '${description}', 'string') }}`;

/** An agent that may list cases and create a document from a stored file. */
export function agentWorkflow(
	{ packed, surroundings }: Stage,
	model: Credential,
	text: string,
): WorkflowFile {
	const tool = (name: string, parameters: { [name: string]: Json }) => {
		const { id, name: label, type } = surroundings.credentials.karmaCheck as Credential;
		const credentials = { [type]: { id, name: label } };
		return { ...node(name, `${packed.name}.karmaCheckTool`, 1, parameters), credentials };
	};
	return {
		name: 'Agent',
		nodes: [
			node(TRIGGER, 'n8n-nodes-base.manualTrigger', 1),
			node(AGENT, '@n8n/n8n-nodes-langchain.agent', 2, { promptType: 'define', text }),
			{
				// The last version that uses chat completions, the format of most other models.
				...node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2, {
					model: { __rl: true, mode: 'id', value: 'scripted' },
				}),
				credentials: { [model.type]: { id: model.id, name: model.name } },
			},
			tool(CASES, { resource: 'case', operation: 'getAll', limit: 2 }),
			tool(ATTACH, {
				resource: 'document',
				operation: 'createRecord',
				fileKey: fromAI('fileKey', 'Key of the stored file'),
				fileName: fromAI('fileName', 'Name with its extension'),
				attachTo: 'case',
				caseId: { __rl: true, mode: 'id', value: fromAI('caseId', 'ID of the case') },
			}),
		],
		connections: {
			[TRIGGER]: { main: [[{ node: AGENT, type: 'main', index: 0 }]] },
			...Object.fromEntries(
				[
					['Model', 'ai_languageModel'],
					[CASES, 'ai_tool'],
					[ATTACH, 'ai_tool'],
				].map(([from = '', type]) => [from, { [`${type}`]: [[{ node: AGENT, type, index: 0 }]] }]),
			),
		},
		settings: { executionOrder: 'v1' },
	};
}

const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: { [name: string]: Json } = {},
): WorkflowFile['nodes'][number] => ({
	id: name,
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
});
