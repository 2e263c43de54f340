import fc from 'fast-check';
import { StepError } from '../../../../nodes/shared/errors';
import { segment, uuidSegment } from '../../../../nodes/shared/vendor/path';

const ID = '9b1c8af2-3d4e-4f9a-8b2c-1f3e5a7b9d12';

/** What came of it: the segment, or the step of the error. */
function outcome(make: () => string): string {
	try {
		return make();
	} catch (thrown) {
		if (thrown instanceof StepError) return `error in ${thrown.step}`;
		throw thrown;
	}
}

describe('an id in a path', () => {
	it.each(['..', '.', '', 'a/b', '../b', 'a\\b', 'a%2e', '%2e%2e', 'a?b', 'a#b', 'a\nb', '\ud800'])(
		'is refused as input where it is %j',
		(id) => {
			expect(outcome(() => segment(id, 'Case'))).toBe('error in input');
			expect(outcome(() => uuidSegment(id, 'Product', 'Enter its ID'))).toBe('error in input');
		},
	);

	it.each([
		[ID, ID],
		['3edec2585-c4d1-4a53-b3ed-1b7f', '3edec2585-c4d1-4a53-b3ed-1b7f'],
		['pro-suite_2.1', 'pro-suite_2.1'],
		['...', '...'],
		['a b', 'a%20b'],
		['café', 'caf%C3%A9'],
	])('is %j as %j', (id, expected) => {
		expect(segment(id, 'Case')).toBe(expected);
	});

	it('is in one segment of the URL, and is that id, or refused, whatever it is', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (id) => {
				const made = outcome(() => segment(id, 'Case'));
				if (made === 'error in input') return;
				const { pathname } = new URL(`https://example.com/case/${made}/documents`);
				const [, first, own, last, ...more] = pathname.split('/');
				expect([first, decodeURIComponent(own!), last, more]).toEqual([
					'case',
					id,
					'documents',
					[],
				]);
			}),
		);
	});

	it('is named in the message, with its field, and cut where it is long', () => {
		expect(() => segment('../x', 'Document ID')).toThrow(
			"Nothing was sent: 'Document ID' is '../x', which is not an ID. Enter the ID alone",
		);
		expect(() => segment('/'.repeat(1_000), 'Case')).toThrow(/^.{100,250}$/);
	});

	it('that has to be a UUID is refused where it is anything else, with where to find it', () => {
		expect(uuidSegment(ID, 'Product', 'Enter its ID')).toBe(ID);
		expect(uuidSegment(ID.toUpperCase(), 'Product', 'Enter its ID')).toBe(ID.toUpperCase());
		for (const id of ['pro-suite', `${ID}0`, ` ${ID}`, `${ID}/..`]) {
			expect(() => uuidSegment(id, 'Product', 'Enter its ID')).toThrow(
				`'Product' is '${id}', which is not a UUID. Enter its ID`,
			);
		}
	});
});
