import 'reflect-metadata';
import { ExecuteContext } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IHttpRequestHelper,
	type INode,
	type INodeTypes,
} from 'n8n-workflow';

const node: INode = {
	id: '1',
	name: 'Subject',
	type: 'subject',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** No node of these workflows is ever run, so no type is needed. */
export const nodeTypes = {
	getByNameAndVersion: () => undefined,
} as unknown as INodeTypes;

/** n8n's own HTTP helper, as it is bound to the methods of a credential. */
export function httpHelper(): IHttpRequestHelper {
	const workflow = new Workflow({ nodes: [], connections: {}, active: false, nodeTypes });
	const { helpers } = new ExecuteContext(
		workflow,
		node,
		{} as never,
		'manual',
		createRunExecutionData(),
		0,
		[],
		{},
		{ data: {}, node, source: null },
		[],
	);
	return { helpers };
}
