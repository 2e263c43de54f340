import type { Credential, Json, WorkflowFile } from '../../../../tools/n8n/client';
import type { NodeName } from './description';

const PACKAGE = 'n8n-nodes-karmacheck-kelviq';

type WorkflowNode = WorkflowFile['nodes'][number];

/** One of our nodes, as the editor saves it. */
export function ourNode(
	kind: NodeName,
	parameters: { [name: string]: Json } = {},
	credential?: Credential,
	name: string = kind,
): WorkflowNode {
	const type = kind === 'KarmaCheck' ? 'karmaCheck' : 'kelviq';
	const node = stockNode(name, `${PACKAGE}.${type}`, 1, parameters);
	if (!credential) return node;
	return {
		...node,
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
	};
}

/** A node of any type; the id is how the editor's URL refers to it. */
export const stockNode = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: { [name: string]: Json } = {},
): WorkflowNode => ({ id: name.replaceAll(/\W/g, ''), name, type, typeVersion, parameters });

export const manualTrigger = (): WorkflowNode =>
	stockNode('Start', 'n8n-nodes-base.manualTrigger', 1);

/** Reads a file from the folder that n8n may read. */
export const fileReader = (path: string): WorkflowNode =>
	stockNode('Read file', 'n8n-nodes-base.readWriteFile', 1.1, { fileSelector: path, options: {} });

/** A form with one field, for a file; the item contains it as `Signed_PDF`. */
export const pdfForm = (): WorkflowNode => ({
	...stockNode('Form', 'n8n-nodes-base.formTrigger', 2.2, {
		formTitle: 'Signed disclosure',
		formFields: {
			values: [
				{
					fieldLabel: 'Signed PDF',
					fieldType: 'file',
					multipleFiles: false,
					acceptFileTypes: '.pdf',
					requiredField: true,
				},
			],
		},
		options: {},
	}),
	webhookId: 'signed-disclosure',
});

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
