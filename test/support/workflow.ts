import {
	NodeConnectionTypes,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IRunExecutionData,
} from 'n8n-workflow';

export const WORKFLOW_ID = 'test-workflow';
export const EXECUTION_ID = '1';

export function nodeNamed(name: string, type: string, parameters: INodeParameters): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters };
}

/** What a node says about its credentials; their ids are their types. */
export function credentialsOf(credentials: object): INode['credentials'] {
	return Object.fromEntries(
		Object.keys(credentials).map((type) => [type, { id: type, name: type }]),
	);
}

/** The nodes under test, and a node named `source` with an output for each list of items. */
export function nodeTypesWith(
	nodes: Map<string, INodeType>,
	outputs: INodeExecutionData[][],
): INodeTypes {
	const source: INodeType = {
		description: {
			displayName: 'Source',
			name: 'source',
			group: ['input'],
			version: 1,
			description: 'Outputs the items of a test',
			defaults: {},
			inputs: [],
			outputs: outputs.map(() => NodeConnectionTypes.Main),
			properties: [],
		},
		execute: async () => outputs,
	};
	const find = (name: string) => {
		// As a tool, n8n has the same node under another name.
		const type = name === 'source' ? source : nodes.get(name.replace(/Tool$/, ''));
		if (!type) throw new Error(`No node type ${name}`);
		return type;
	};
	return {
		getByName: find,
		getByNameAndVersion: find,
		getKnownTypes: () => ({}),
	};
}

/** A failed execution as n8n loads it to retry it with a node as it is by now. */
export function forRetry(failed: IRunExecutionData, subject: INode): IRunExecutionData {
	const execution = JSON.parse(JSON.stringify(failed)) as IRunExecutionData;
	delete execution.resultData.error;
	execution.resultData.runData[subject.name]?.pop();
	for (const step of execution.executionData?.nodeExecutionStack ?? []) step.node = subject;
	return execution;
}
