import fc from 'fast-check';
import { redact } from '../../../../nodes/shared/redact';
import { storageReply } from '../../../../nodes/shared/storage/reply';

const ENTITIES = [
	['&', '&amp;'],
	['<', '&lt;'],
	['>', '&gt;'],
	['"', '&quot;'],
	["'", '&apos;'],
] as const;

/** Each character that XML requires to be escaped, by its name or either of its numbers. */
const escapedBy = (style: number) => (text: string) =>
	text.replace(/[&<>"']/g, (character) => {
		const point = character.codePointAt(0) ?? 0;
		const named = ENTITIES.find(([plain]) => plain === character)?.[1] ?? '';
		return [named, `&#${point};`, `&#x${point.toString(16)};`, `&#X${point.toString(16)};`][
			style % 4
		]!;
	});

describe("S3's own words", () => {
	it('come back as they were, however they are escaped', () => {
		const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 });
		fc.assert(
			fc.property(words, fc.nat(3), (message, style) => {
				const told = escapedBy(style)(message);
				const { reason } = storageReply(
					403,
					`<Error><Code>Odd</Code><Message>${told}</Message></Error>`,
					{ vendor: 'Vendor' },
				);
				const shown = redact(message);
				expect(reason).toBe(shown ? `Odd “${shown}”` : 'Odd');
			}),
			{ numRuns: 500 },
		);
	});

	it('are never taken from the elements that repeat the request', () => {
		const secret = fc.stringMatching(/^[A-Za-z0-9+/=]{20,60}$/);
		const names = [
			'AWSAccessKeyId',
			'StringToSign',
			'SignatureProvided',
			'CanonicalRequest',
			'Token-0',
		];
		const code = fc.constantFrom('SignatureDoesNotMatch', 'ExpiredToken', 'InvalidToken', '');
		fc.assert(
			fc.property(
				secret,
				fc.shuffledSubarray(names, { minLength: 1 }),
				code,
				(text, given, code) => {
					const parts = given.map((name) => `<${name}>${text}</${name}>`).join('');
					const body = `<?xml version="1.0"?><Error>${parts}<Code>${code}</Code></Error>`;
					expect(
						JSON.stringify(storageReply(403, body, { vendor: 'Vendor', fileSize: 1 })),
					).not.toContain(text);
				},
			),
		);
	});
});

describe('a storage response that is made to take long', () => {
	const MEGABYTE = 1024 ** 2;
	const pieces = [
		'<',
		'&',
		'&#',
		'<Code>',
		'<Code>a',
		'&amp',
		'<title',
		'eyJ-',
		'?a',
		'http://',
		'<html>',
		' ',
	];

	it.each(pieces)('is read at once when it is a megabyte of %j', (piece) => {
		const body = piece.repeat(MEGABYTE / piece.length);
		const start = process.cpuUsage();
		for (const text of [body, `<Error><Code>A</Code><Message>${body}</Message></Error>`]) {
			storageReply(400, text, { vendor: 'Vendor', fileSize: 1 });
		}
		const { user, system } = process.cpuUsage(start);

		// What grows with the square of the length takes minutes.
		expect((user + system) / 1_000).toBeLessThan(3_000);
	});
});
