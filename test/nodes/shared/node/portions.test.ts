import type { IExecuteFunctions } from 'n8n-workflow';
import { StepError } from '../../../../nodes/shared/errors';
import type { Memory, Notes } from '../../../../nodes/shared/node/memory';
import type { Commit, Run, Staged, TargetOperation } from '../../../../nodes/shared/node/operation';
import { KEY_LIFE, runOnTargets } from '../../../../nodes/shared/node/targets';
import type { Work } from '../../../../nodes/shared/node/work';
import { pace } from '../../../../nodes/shared/time';
import { deferred } from '../deferred';

const context = { continueOnFail: () => false } as IExecuteFunctions;

function memoryOf(): Memory {
	const kept: Record<string, Notes> = {};
	const notes = (name: string) => (kept[name] ??= {});
	return { tries: 0, notes, item: (item) => notes(`item ${item}`), forget: () => {} };
}

describe('items of one target whose staging takes longer than stored files last', () => {
	beforeAll(() => {
		pace.msPerSecond = 100 / KEY_LIFE;
	});

	afterAll(() => {
		pace.msPerSecond = 1000;
	});

	it('are committed in portions, and only the last is told that it is complete', async () => {
		const slow = deferred<void>();
		const commits: Array<{ keys: string[]; isComplete: boolean }> = [];
		const operation = {
			target: async () => 'product',
			stage: async (item: number): Promise<Staged> => {
				if (item === 1) await slow.promise;
				return { fileKeys: [`key ${item}`] };
			},
			commit: async ({ items, isComplete }: Commit<Staged>) => {
				commits.push({ keys: items.flatMap(({ fileKeys }) => fileKeys), isComplete });
				if (commits.length === 1) slow.resolve();
				return { target: { id: 'product' }, parts: items.map(({ fileKeys }) => ({ fileKeys })) };
			},
		} as unknown as TargetOperation;
		const work: Work = {
			context,
			run: { signal: undefined } as Run,
			memory: memoryOf(),
			count: 3,
			atOnce: 3,
			outputs: new Map(),
			failed: new Map(),
			held: [],
		};
		await runOnTargets(operation, work);

		expect(commits).toEqual([
			{ keys: ['key 0', 'key 2'], isComplete: false },
			{ keys: ['key 1'], isComplete: true },
		]);
		expect([...work.outputs].sort(([a], [b]) => a - b)).toEqual(
			[0, 1, 2].map((item) => [item, { id: 'product', fileKeys: [`key ${item}`] }]),
		);
	});

	it('are committed once more, with nothing, where the last of them has failed', async () => {
		const slow = deferred<void>();
		const commits: Array<{ items: number; isLast: boolean; isComplete: boolean }> = [];
		const operation = {
			target: async () => 'product',
			stage: async (item: number): Promise<Staged> => {
				if (item === 0) return { fileKeys: ['key'] };
				await slow.promise;
				throw new StepError({ step: 'transfer', what: 'It was not stored', remedy: 'Wait' });
			},
			commit: async ({ items, isLast, isComplete }: Commit<Staged>) => {
				commits.push({ items: items.length, isLast, isComplete });
				slow.resolve();
				return { target: {}, parts: items.map(() => ({})) };
			},
		} as unknown as TargetOperation;
		await runOnTargets(operation, {
			context: { continueOnFail: () => true } as IExecuteFunctions,
			run: { signal: undefined } as Run,
			memory: memoryOf(),
			count: 2,
			atOnce: 2,
			outputs: new Map(),
			failed: new Map(),
			held: [],
		});

		expect(commits).toEqual([
			{ items: 1, isLast: false, isComplete: false },
			{ items: 0, isLast: true, isComplete: false },
		]);
	});
});
