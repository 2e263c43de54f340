import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { inputError, StepError, toStepError } from '../../../nodes/shared/errors';
import { toNodeError } from '../../../nodes/shared/node/nodeError';

const node: INode = {
	id: '1',
	name: 'KarmaCheck',
	type: 'karmaCheck',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const what = "'a.pdf' was not stored: the storage returned 403";
const remedy = 'Run this item again';
const plain = new StepError({ step: 'transfer', what, remedy });

describe('a StepError', () => {
	it('says what happened and what to do, in this order', () => {
		expect(plain.message).toBe(`${what}. ${remedy}`);
	});

	it('gives the step, and file keys only where there are some', () => {
		expect(plain.details()).toEqual({ step: 'transfer' });
		const stored = new StepError({ step: 'record', what, remedy, fileKeys: ['a', 'b'] });
		expect(stored.details()).toEqual({ step: 'record', fileKeys: ['a', 'b'] });
	});

	it('hands out its file keys as a copy', () => {
		const error = new StepError({ step: 'record', what, remedy, fileKeys: ['a'] });
		(error.details().fileKeys as string[]).push('b');
		expect(error.fileKeys).toEqual(['a']);
	});
});

describe('toStepError', () => {
	it('leaves a StepError as it is', () => {
		expect(toStepError(plain)).toBe(plain);
	});

	it.each([
		['an error of n8n', new NodeOperationError(node, 'Could not get parameter')],
		['any error', new Error('Could not get parameter')],
		['an error that ends with a full stop', new Error('Could not get parameter.')],
		['a text', 'Could not get parameter'],
	])('takes %s for one of the input', (_which, thrown) => {
		expect(toStepError(thrown)).toMatchObject({
			step: 'input',
			message: 'Could not get parameter. Check the fields of this node and the incoming item',
		});
	});

	it('does not repeat a URL with its signature', () => {
		const thrown = new Error('Invalid URL https://bucket.example.com/key?Signature=c2lnbmF0dXJl');
		expect(toStepError(thrown).message).not.toContain('c2lnbmF0dXJl');
	});
});

const alone = (item: number) => ({ item, count: 1, finished: [] });

describe('toNodeError', () => {
	it('makes an operation error of a StepError without a status', () => {
		const error = toNodeError(node, plain, alone(3));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: plain.message,
			description: 'Step: transfer.',
			context: { itemIndex: 3, step: 'transfer' },
		});
	});

	it('makes an API error of a StepError with a status, and keeps its message', () => {
		const step = new StepError({ step: 'mint', what, remedy, httpCode: 403 });
		const error = toNodeError(node, step, alone(0));
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: plain.message,
			description: 'Step: mint.',
			httpCode: '403',
			context: { itemIndex: 0, step: 'mint' },
		});
	});

	it.each(['ECONNRESET', 'ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT'])(
		'keeps its own message although it contains %s',
		(code) => {
			const step = new StepError({ step: 'transfer', what: `ended early (${code})`, remedy });
			expect(toNodeError(node, step, alone(0)).message).toBe(`ended early (${code}). ${remedy}`);
		},
	);

	it('names the files that are stored already, in words and for programs', () => {
		const step = new StepError({ step: 'record', what, remedy, fileKeys: ['k/1', 'k/2'] });
		const error = toNodeError(node, step, alone(0));
		expect(error.description).toBe('Step: record. Already stored under these file keys: k/1, k/2.');
		expect(error.context).toMatchObject({ step: 'record', fileKeys: ['k/1', 'k/2'] });
	});

	it('says which other items are done', () => {
		expect(toNodeError(node, plain, { item: 1, count: 3, finished: [0, 2] }).description).toBe(
			'Step: transfer. Already completed and not rolled back: 2 other items in this run (1, 3).',
		);
	});

	it('says it in the singular when it is one item', () => {
		expect(toNodeError(node, plain, { item: 1, count: 2, finished: [0] }).description).toContain(
			'1 other item in this run (1)',
		);
	});

	it('counts all items that are done, and lists the first ten of them', () => {
		const finished = Array.from({ length: 11 }, (_, index) => index + 1);
		expect(toNodeError(node, plain, { item: 0, count: 12, finished }).description).toContain(
			'11 other items in this run (2, 3, 4, 5, 6, 7, 8, 9, 10, 11 …)',
		);
	});

	it('says of a batch which item it is, and what was done for the others', () => {
		const nothing = inputError('the item carries no file', 'Connect a node that outputs one');
		const place = { item: 1, count: 3, finished: [0, 2] };
		expect(toNodeError(node, nothing, place).message).toBe(
			'Item 2 of 3 (2 done): nothing was sent for it: the item carries no file. Connect a node that outputs one',
		);
		expect(toNodeError(node, nothing, { ...place, finished: [] }).message).not.toContain('done');
	});
});
