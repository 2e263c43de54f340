import type { IExecuteFunctions } from 'n8n-workflow';
import { memoryOf } from '../../../../nodes/shared/node/memory';

/** One try of a node, with what n8n keeps of it, on the output of that run of the node before. */
function tryOf(
	kept: object,
	previousNodeRun = 0,
	getContext = (): object => kept,
	type = 'kelviq',
	account?: string,
) {
	const context = {
		getContext,
		getInputSourceData: () => ({ previousNode: 'Loop', previousNodeRun }),
		getNode: () => ({ type: `a-package.${type}`, parameters: { operation: 'upload' } }),
		getNodeParameter: () => 'upload',
	} as unknown as IExecuteFunctions;
	return memoryOf(context, account);
}

describe('what a node remembers in an execution', () => {
	it('is there in the next try of the same run, as what n8n has saved of it', () => {
		const kept = {};
		tryOf(kept).item(0).done = { caseId: 'a' };
		const next = tryOf(JSON.parse(JSON.stringify(kept)) as object);

		expect(next.tries).toBe(1);
		expect(next.item(0).done).toEqual({ caseId: 'a' });
		expect(next.item(1).done).toBeUndefined();
	});

	it('is that of each run of a loop alone, also while another is remembered', () => {
		const kept = {};
		tryOf(kept, 0).item(0).done = { caseId: 'a' };
		const second = tryOf(kept, 1);

		expect(second.tries).toBe(0);
		expect(second.item(0).done).toBeUndefined();
		second.forget();
		expect(tryOf(kept, 0).item(0).done).toEqual({ caseId: 'a' });
	});

	it('is not that of another account, but stays where the account is not known', () => {
		const kept = {};
		const ofAccount = (account?: string) => tryOf(kept, 0, () => kept, 'kelviq', account);
		ofAccount('sandbox').item(0).done = { caseId: 'a' };

		expect(ofAccount(undefined).item(0).done).toEqual({ caseId: 'a' });
		expect(ofAccount('sandbox').item(0).done).toEqual({ caseId: 'a' });
		expect(ofAccount('production').item(0).done).toBeUndefined();
	});

	it('stays where the account was not known at first', () => {
		const kept = {};
		tryOf(kept).item(0).done = { caseId: 'a' };

		expect(tryOf(kept, 0, () => kept, 'kelviq', 'sandbox').item(0).done).toEqual({ caseId: 'a' });
	});

	it('lasts for one call of an AI agent, whose next call is new work', () => {
		const kept = {};
		const call = () => tryOf(kept, 0, () => kept, 'kelviqTool');
		call().item(0).done = { caseId: 'a' };

		expect(call().item(0).done).toBeUndefined();
		expect(kept).toEqual({});
	});

	it('lasts for one try where n8n keeps nothing', () => {
		const nothing = () => {
			throw new Error('no context');
		};
		const memory = tryOf({}, 0, nothing);
		memory.item(0).done = { caseId: 'a' };

		expect(memory.item(0).done).toEqual({ caseId: 'a' });
		expect(tryOf({}, 0, nothing).item(0).done).toBeUndefined();
	});
});
