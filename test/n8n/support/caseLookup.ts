import type { Json, WorkflowFile } from '../../../tools/n8n/client';
import { TRIGGER } from '../../../tools/demo/workflows';
import type { Stage } from './stage';

/** A node that gets one item for each id, and nodes for its successful and failed items. */
export const LOOKUP = 'Get the case';
export const FOUND = 'Found';
export const FAILED = 'Failed';

type Node = WorkflowFile['nodes'][number];

const node = (name: string, type: string, parameters: { [name: string]: Json } = {}): Node => ({
	id: name,
	name,
	type: `n8n-nodes-base.${type}`,
	typeVersion: 1,
	position: [0, 0],
	parameters,
});

/** Reads a KarmaCheck case for each id, in one run of the node. */
export function caseLookup(
	{ packed, surroundings }: Stage,
	ids: string[],
	onError: 'continueErrorOutput' | 'continueRegularOutput' | 'stopWorkflow',
): WorkflowFile {
	const { id = '', name = '', type = '' } = surroundings.credentials.karmaCheck ?? {};
	const parameters = {
		resource: 'case',
		operation: 'get',
		caseId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
	};
	const to = (target: string) => ({ node: target, type: 'main', index: 0 });
	const idList = { mode: 'raw', jsonOutput: JSON.stringify({ id: ids }), options: {} };
	return {
		name: `Cases, ${onError}`,
		nodes: [
			node(TRIGGER, 'manualTrigger'),
			{ ...node('IDs', 'set', idList), typeVersion: 3.4 },
			node('One item each', 'splitOut', { fieldToSplitOut: 'id', options: {} }),
			{
				...node(LOOKUP, '', parameters),
				type: `${packed.name}.karmaCheck`,
				credentials: { [type]: { id, name } },
				onError,
			},
			node(FOUND, 'noOp'),
			node(FAILED, 'noOp'),
		],
		connections: {
			[TRIGGER]: { main: [[to('IDs')]] },
			IDs: { main: [[to('One item each')]] },
			'One item each': { main: [[to(LOOKUP)]] },
			[LOOKUP]: { main: [[to(FOUND)], [to(FAILED)]] },
		},
		settings: { executionOrder: 'v1' },
	};
}
