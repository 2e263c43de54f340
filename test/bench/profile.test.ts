import { timesOf, type TimedProfile } from '../../tools/bench/profile';

const N8N = '/n8n-nodes-karmacheck-kelviq/n8n-2.41.1/node_modules';
const OWN = '/nodes/node_modules/n8n-nodes-karmacheck-kelviq/dist/nodes/shared/run.js';
const STARTED = 1_000_000;

const node = (id: number, functionName: string, url: string, children: number[] = []) => ({
	id,
	callFrame: { functionName, url, scriptId: '0', lineNumber: 0, columnNumber: 0 },
	children,
});

/** n8n calls the package, the package n8n's helper, and the helper Node.js. */
const NODES = [
	node(1, '(root)', '', [2, 6, 7, 8]),
	node(2, 'runNode', `${N8N}/n8n-core/dist/execution-engine/workflow-execute.js`, [3]),
	node(3, 'worker', OWN, [4]),
	node(4, 'httpRequest', `${N8N}/axios/dist/node/axios.cjs`, [5]),
	node(5, 'write', 'node:net'),
	node(6, '(garbage collector)', ''),
	node(7, '(idle)', ''),
	node(8, 'writeBuffer', ''),
];

/** A profile with one sample a millisecond. */
const profileOf = (samples: number[]): TimedProfile => ({
	startedAt: STARTED,
	startTime: 0,
	endTime: samples.length * 1_000,
	nodes: NODES,
	samples,
	timeDeltas: samples.map(() => 1_000),
});

describe('the time in a processor profile', () => {
	it('is told by the place of the code, and for what the package calls as well', () => {
		const all = { from: STARTED, to: STARTED + 100 };
		expect(timesOf(profileOf([2, 3, 3, 4, 5, 6, 6, 7, 8]), all)).toEqual({
			places: {
				'this package': 2,
				'n8n and its libraries': 2,
				'Node.js and the system': 2,
				'garbage collector': 2,
				waiting: 1,
			},
			called: 4,
		});
	});

	it('leaves out what is before and after the span that is asked about', () => {
		const span = { from: STARTED + 3, to: STARTED + 5 };
		const { places, called } = timesOf(profileOf([3, 3, 7, 7, 3, 3, 3]), span);
		expect(places).toMatchObject({ 'this package': 1, waiting: 2 });
		expect(called).toBe(1);
	});
});
