import { newPlan } from '../../../tools/emulators/kelviq/plans';
import { newestOf, publish } from '../../../tools/emulators/kelviq/versions';
import { byId } from '../../support/bed';
import { call, type Flow, type Step } from '../flow';

const read = call('GET', /^\/api\/v1\/catalog\/plans\//);
const change = call('PATCH', /^\/api\/v1\/catalog\/plans\//);

const reading = (turn: number, rest: Partial<Step>): Step => ({
	kind: 'call',
	on: read,
	turn,
	reports: 'attach',
	stored: 1,
	recorded: 0,
	...rest,
});

/** One file for a published plan, which is published again: what goes beyond a product's image. */
export const files: Flow = {
	title: 'Kelviq, Plan: Upload Files',
	vendor: 'kelviq',
	steps: {
		'read its draft': reading(2, {}),
		'open a draft': {
			kind: 'call',
			on: change,
			turn: 0,
			reports: 'attach',
			stored: 1,
			recorded: 0,
		},
		attach: {
			kind: 'write',
			on: change,
			look: read,
			turn: 1,
			reports: 'attach',
			stored: 1,
			recorded: 0,
		},
		publish: {
			kind: 'write',
			on: call('POST', /^\/api\/v1\/catalog\/plans\/[^/]+\/publish\/$/),
			look: read,
			turn: 0,
			reports: 'publish',
			stored: 1,
			recorded: 1,
		},
		'look for the file': reading(3, { kind: 'look', afterLost: 'attach', recorded: 1 }),
		'look whether it is published': reading(3, {
			kind: 'look',
			afterLost: 'publish',
			reports: 'publish',
			recorded: 1,
		}),
	},

	target({ kelviq, kelviqApi, kelviqRun }, baseUrl) {
		const identifier = `plan-${kelviq.plans.length}`;
		const product = kelviq.products[0]?.id ?? '';
		const plan = newPlan({ identifier, product }, { name: identifier });
		plan.hasPrice = true;
		publish(plan);
		kelviq.plans.push(plan);
		return {
			run: async (items, nodeSettings) =>
				await kelviqRun('plan', 'uploadFiles', {
					items,
					nodeSettings,
					parameters: {
						planIdentifier: byId(identifier),
						binaryPropertyName: 'data',
						options: { publish: true },
					},
					credentials: { kelviqApi: { ...kelviqApi(), baseUrl } },
				}),
			recorded: () =>
				newestOf(plan).files.map(({ name, file }) => {
					return { fileName: name, key: kelviq.storageKey(file) };
				}),
			isComplete: ({ published }) => published === true && newestOf(plan).isLatest,
		};
	},
};
