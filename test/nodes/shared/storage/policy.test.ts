import {
	assertPolicyAllows,
	assertUsableForm,
	policyExpiresAt,
} from '../../../../nodes/shared/storage/policy';
import { StepError } from '../../../../nodes/shared/errors';

const file = {
	fileName: 'a.png',
	mimeType: 'image/png',
	fileSize: 100,
	open: async () => Buffer.alloc(0),
};

const issuer = { vendor: 'Vendor', refusal: 'No form' };

function form(policy: unknown, fields: Record<string, string> = {}) {
	const encoded = Buffer.from(JSON.stringify(policy)).toString('base64');
	return {
		url: 'https://storage.example/',
		fields: { 'Content-Type': 'image/png', key: 'tmp/1/a.png', Policy: encoded, ...fields },
	};
}

function refusal(policy: unknown, fields?: Record<string, string>): Partial<StepError> {
	try {
		assertPolicyAllows(form(policy, fields), file, issuer);
	} catch (error) {
		return error as StepError;
	}
	return {};
}

const LATER = '2999-01-01T00:00:00Z';

describe('a POST policy', () => {
	it.each([
		['says nothing', {}],
		['has no conditions', { expiration: LATER, conditions: [] }],
		['is null', null],
		['is text', 'text'],
		['has other conditions than a list', { conditions: 'none' }],
		['has conditions of no known form', { conditions: [7, null, 'x', [], ['eq']] }],
		['has a range that is none', { conditions: [['content-length-range', 'a', {}]] }],
		['has an unreadable date', { expiration: 'soon' }],
		[
			'fits',
			{
				expiration: LATER,
				conditions: [
					{ bucket: 'other' },
					{ key: 'tmp/1/a.png' },
					['starts-with', '$Content-Type', 'image/'],
					['starts-with', '$key', ''],
					['content-length-range', 100, '100'],
				],
			},
		],
	])('lets the file pass when it %s', (_, policy) => {
		expect(refusal(policy)).toEqual({});
	});

	it('lets the file pass when it cannot be read, since S3 judges anyway', () => {
		expect(refusal({}, { Policy: '%%%' })).toEqual({});
		const unsigned = { url: 'https://a.example/', fields: { key: 'k' } };
		expect(() => assertPolicyAllows(unsigned, file, issuer)).not.toThrow();
	});

	it.each([
		[1, 99, 'Make it smaller or split it'],
		[101, 5000, 'Check the node that produces it'],
	])('refuses a file outside of %d to %d bytes, naming the numbers', (least, most, remedy) => {
		expect(refusal({ conditions: [['content-length-range', least, most]] })).toMatchObject({
			step: 'input',
			what: `'a.png' was not sent: it is 100 bytes; the service accepts ${least} to ${most}`,
			remedy,
		});
	});

	it('refuses a form that has expired, naming both times', () => {
		const { step, what } = refusal({ expiration: '2020-05-21T12:00:00Z' });

		expect(step).toBe('mint');
		expect(what).toMatch(
			/^'a\.png' was not sent: the upload form expired at 2020-05-21T12:00:00\.000Z, and it is now 2/,
		);
	});

	it.each([
		[
			{ 'content-type': 'image/gif' },
			"the form's content-type is 'image/png', but its policy requires 'image/gif'",
		],
		[['eq', '$key', 'x'], "the form's key is 'tmp/1/a.png', but its policy requires 'x'"],
		[
			['starts-with', '$Key', 'y/'],
			"the form's key is 'tmp/1/a.png', but its policy requires it to start with 'y/'",
		],
	])('refuses a form that does not meet the condition %j', (condition, words) => {
		const { step, what } = refusal({ conditions: [condition] });

		expect(step).toBe('mint');
		expect(what).toContain(words);
	});

	it('tells when it expires, in UTC', () => {
		expect(policyExpiresAt(form({ expiration: '2026-05-21T12:00:00+02:00' }))).toBe(
			'2026-05-21T10:00:00.000Z',
		);
		expect(policyExpiresAt(form({}))).toBeUndefined();
	});
});

describe('a form', () => {
	it.each([
		[{}, "has no 'key'"],
		[{ key: '' }, "has no 'key'"],
		[{ Key: 'tmp/${filename}' }, 'leaves the file name open'],
		[{ key: 'k', FILE: 'x' }, "already has a 'file' field"],
		[{ key: 'other' }, "the form stores the file as 'other', and the file key is 'k'"],
	])('of %j is refused', (given, words) => {
		const fields = given as Record<string, string>;
		expect(() => assertUsableForm({ fields, fileKey: 'k' }, issuer)).toThrow(words);
	});

	it('with the key that the vendor will look for is taken', () => {
		const key = 'tmp/1/a.png';
		expect(() => assertUsableForm({ fields: { key }, fileKey: key }, issuer)).not.toThrow();
	});
});
