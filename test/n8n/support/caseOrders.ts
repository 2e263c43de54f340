import type { Json, WorkflowFile } from '../../../tools/n8n/client';
import { TRIGGER } from '../../../tools/demo/workflows';
import type { Stage } from './stage';

/** The node that orders the cases. */
export const ORDER = 'Order the cases';

let candidates = 0;

/**
 * Orders so many cases, each for a candidate of its own, in one run of the node.
 * @param settings of the node, e.g. `retryOnFail`
 */
export function caseOrders(
	{ packed, surroundings, emulators }: Stage,
	count: number,
	settings: { [name: string]: Json },
): WorkflowFile {
	const { id = '', name = '', type = '' } = surroundings.credentials.karmaCheck ?? {};
	const emails = Array.from({ length: count }, () => `second${(candidates += 1)}@example.com`);
	const node = (label: string, nodeType: string, parameters: { [name: string]: Json }) => ({
		id: label,
		name: label,
		type: nodeType,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters,
	});
	const order = {
		resource: 'case',
		operation: 'create',
		packageId: { __rl: true, mode: 'id', value: emulators.karmaCheck.packages[0]?.id ?? '' },
		email: '={{ $json.email }}',
		givenName: 'Ada',
		familyName: 'Lovelace',
	};
	const list = { mode: 'raw', jsonOutput: JSON.stringify({ email: emails }), options: {} };
	const to = (target: string) => ({ main: [[{ node: target, type: 'main', index: 0 }]] });
	return {
		name: 'Orders of cases',
		nodes: [
			node(TRIGGER, 'n8n-nodes-base.manualTrigger', {}),
			{ ...node('Emails', 'n8n-nodes-base.set', list), typeVersion: 3.4 },
			node('One item each', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'email', options: {} }),
			{
				...node(ORDER, `${packed.name}.karmaCheck`, order),
				credentials: { [type]: { id, name } },
				...settings,
			},
		],
		connections: {
			[TRIGGER]: to('Emails'),
			Emails: to('One item each'),
			'One item each': to(ORDER),
		},
		settings: { executionOrder: 'v1' },
	};
}
