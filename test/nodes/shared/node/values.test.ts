import { StepError } from '../../../../nodes/shared/errors';
import {
	booleanOf,
	choiceOf,
	fileKeysOf,
	jsonOf,
	listOf,
	numberOf,
	ordinalOf,
} from '../../../../nodes/shared/node/values';
import { textOf } from '../../../../nodes/shared/text';

/** What came of it: the value, or the message of an error in step `input`. */
function outcome(read: () => unknown): unknown {
	try {
		return read();
	} catch (thrown) {
		if (thrown instanceof StepError && thrown.step === 'input') return thrown.what;
		throw thrown;
	}
}

const wrong = (words: string) => `Nothing was sent: 'Field' is ${words}`;

describe('a value that an expression may give', () => {
	it.each([
		['a', 'a'],
		[' a ', 'a'],
		['', ''],
		[null, ''],
		[undefined, ''],
		[7, '7'],
		[0, '0'],
		[false, 'false'],
		[new Date(0), '1970-01-01T00:00:00.000Z'],
		// {{ $now }}
		[{ toISO: () => '1970-01-01T00:00:00.000Z' }, '1970-01-01T00:00:00.000Z'],
		[{ email: 'a' }, wrong('an object, not text')],
		[['a'], wrong('a list, not text')],
	])('is text: %j as %j', (value, expected) => {
		expect(outcome(() => textOf(value, 'Field'))).toBe(expected);
	});

	it.each([
		[true, true],
		['true', true],
		['TRUE ', true],
		['1', true],
		[1, true],
		[false, false],
		['false', false],
		[0, false],
		['', 'fallback'],
		[undefined, 'fallback'],
		['yes', wrong("'yes', not true or false")],
		[2, wrong("'2', not true or false")],
		[{}, wrong('an object, not text')],
	])('is true or false: %j as %j', (value, expected) => {
		const fallback = 'fallback' as unknown as boolean;
		expect(outcome(() => booleanOf(value, 'Field', fallback))).toBe(expected);
	});

	it.each([
		[7, 7],
		['7', 7],
		['', undefined],
		['latest', wrong("'latest', not a number")],
		['1e999', wrong("'1e999', not a number")],
		[true, wrong("'true', not a number")],
	])('is a number: %j as %j', (value, expected) => {
		expect(outcome(() => numberOf(value, 'Field'))).toBe(expected);
	});

	it.each([
		[1, 1],
		['12', 12],
		['', undefined],
		[0, wrong("'0', not a whole number from 1")],
		['-1', wrong("'-1', not a whole number from 1")],
		[1.5, wrong("'1.5', not a whole number from 1")],
		['latest', wrong("'latest', not a number")],
	])('is a whole number from 1: %j as %j', (value, expected) => {
		expect(outcome(() => ordinalOf(value, 'Field'))).toBe(expected);
	});

	it.each([
		['keep', 'keep'],
		['replaceAll', 'replaceAll'],
		['', 'keep'],
		[undefined, 'keep'],
		['replaceSame', wrong("'replaceSame', which is not one of its choices")],
		['Keep', wrong("'Keep', which is not one of its choices")],
		[true, wrong("'true', which is not one of its choices")],
	])('is a choice: %j as %j', (value, expected) => {
		expect(outcome(() => choiceOf(value, 'Field', ['keep', 'replaceAll']))).toBe(expected);
	});

	it.each([
		['a,b', ['a', 'b']],
		[' a , ,b,', ['a', 'b']],
		['', []],
		[undefined, []],
		[
			['a', 'b'],
			['a', 'b'],
		],
		['["a","b"]', ['a', 'b']],
		['a,a', ['a']],
		[
			['a', ['a', 'b']],
			['a', 'b'],
		],
		[7, ['7']],
		['["a",', "Nothing was sent: 'Field' is not valid JSON: line 1, column 6, at the end"],
		[[{ id: 1 }], wrong('an object, not text')],
		[{ id: 1 }, wrong('an object, not text')],
	])('is a list: %j as %j', (value, expected) => {
		expect(outcome(() => listOf(value, 'Field'))).toEqual(expected);
	});

	it.each([
		['tmp/1/a.png', ['tmp/1/a.png']],
		['tmp/1/Report, final.png', ['tmp/1/Report, final.png']],
		['tmp/1/Report, final.png, tmp/2/b.png', ['tmp/1/Report, final.png', 'tmp/2/b.png']],
		['tmp/1/a.png,tmp/1/a.png', ['tmp/1/a.png']],
		['["tmp/1/a, b.png"]', ['tmp/1/a, b.png']],
		[
			['tmp/1/a, b.png', 'tmp/2/c.png'],
			['tmp/1/a, b.png', 'tmp/2/c.png'],
		],
		['a,b', ['a', 'b']],
	])('is file keys: %j as %j', (value, expected) => {
		expect(outcome(() => fileKeysOf(value, 'Field'))).toEqual(expected);
	});

	it.each([
		[{ a: 1 }, { a: 1 }],
		['{"a":1}', { a: 1 }],
		['[1]', [1]],
		['', undefined],
		['7', wrong('7, not an object or a list')],
		['null', wrong('null, not an object or a list')],
		['{"a":1,\n x}', "Nothing was sent: 'Field' is not valid JSON: line 2, column 2, near x}"],
	])('is an object or a list: %j as %j', (value, expected) => {
		expect(outcome(() => jsonOf(value, 'Field'))).toEqual(expected);
	});

	it('is cut in the message where it is long', () => {
		const said = String(outcome(() => choiceOf('x'.repeat(400_000), 'Field', ['keep'])));
		expect(said.length).toBeLessThan(300);
		expect(String(outcome(() => numberOf('x'.repeat(400_000), 'Field'))).length).toBeLessThan(300);
	});
});
