import type { Credential, Json, WorkflowFile } from '../../../../demo/n8n/client';
import type { NodeName } from './description';

const PACKAGE = 'n8n-nodes-karmacheck-kelviq';

type WorkflowNode = WorkflowFile['nodes'][number];

/** One of our nodes, as the editor saves it. */
export function ourNode(
	name: NodeName,
	parameters: { [name: string]: Json } = {},
	credential?: Credential,
): WorkflowNode {
	const kind = name === 'KarmaCheck' ? 'karmaCheck' : 'kelviq';
	const node = stockNode(name, `${PACKAGE}.${kind}`, 1, parameters);
	if (!credential) return node;
	const { id, name: credentialName, type } = credential;
	return { ...node, credentials: { [type]: { id, name: credentialName } } };
}

/** A node of any type; the id is what the editor's address names it by. */
export const stockNode = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: { [name: string]: Json } = {},
): WorkflowNode => ({ id: name.replaceAll(/\W/g, ''), name, type, typeVersion, parameters });

export const manualTrigger = (): WorkflowNode =>
	stockNode('Start', 'n8n-nodes-base.manualTrigger', 1);

/** A workflow whose nodes follow each other, left to right. */
export function chain(name: string, nodes: WorkflowNode[]): WorkflowFile {
	const links = nodes
		.slice(1)
		.map(({ name: target }, index) => [
			nodes[index]?.name,
			{ main: [[{ node: target, type: 'main', index: 0 }]] },
		]);
	return {
		name,
		nodes: nodes.map((node, index) => ({ ...node, position: [index * 224, 0] })),
		connections: Object.fromEntries(links),
		settings: { executionOrder: 'v1' },
	};
}
