import fc from 'fast-check';

/** Stands in for an origin that no credential may reach; the relay replaces it with a real one. */
export const ELSEWHERE = 'http://elsewhere.invalid';

/** What a relay does with one request. */
export type Move =
	| { kind: 'pass' }
	/** Passes the request on and alters the JSON that comes back: a value is removed or replaced. */
	| { kind: 'mutate'; spots: number[]; value?: unknown }
	/** Passes the request on and returns part of the response, complete in itself or cut off. */
	| { kind: 'shorten'; share: number; cut: boolean }
	| { kind: 'cut' }
	| { kind: 'reply'; status: number; headers: Record<string, string>; body: string | Uint8Array }
	/** Repeats the request, with all it carries. */
	| { kind: 'echo'; status: number; as: 'text' | 'json' | 'xml' };

const status = fc.oneof(
	fc.constantFrom(200, 400, 401, 403, 404, 409, 422, 429, 500, 503),
	fc.constantFrom(201, 202, 204, 205, 206, 299, 300, 301, 302, 304, 307, 308, 399),
	fc.constantFrom(402, 405, 408, 411, 412, 413, 418, 428, 451, 501, 502, 504, 599, 600, 999),
);

const headers = fc.dictionary(
	fc.constantFrom('Retry-After', 'Location', 'Content-Type', 'Content-Encoding', 'Set-Cookie'),
	fc.constantFrom(
		...['0', '-5', '1e400', '99999999999999999999', 'soon', 'Wed, 21 Oct 2015 07:28:00 GMT'],
		...[
			`${ELSEWHERE}/x`,
			`${ELSEWHERE}/x?X-Amz-Signature=1`,
			'/relative',
			'//',
			'ftp://a/b',
			'\xff',
		],
		...['application/json', 'text/html', 'application/json; charset=utf-16', 'gzip', 'br', 'a=b'],
	),
);

/** Names and texts that trip code up. Objects with these names even break `String(value)`. */
const nasty = fc.constantFrom(
	...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'toJSON', 'then', 'length'],
	...[
		'id',
		'json',
		'binary',
		'pairedItem',
		'error',
		'message',
		'detail',
		'cases',
		'list',
		'results',
	],
	...['', '\0', '\u2028', '\ud800', '${filename}', '../../..', 'a\r\nX-Injected: 1', '%', '%zz'],
	...[`${ELSEWHERE}/stolen`, 'http://', 'javascript:alert(1)', 'https://[::1', 'x'.repeat(100_000)],
);

const value: fc.Arbitrary<unknown> = fc.oneof(
	{ depthSize: 'small', withCrossShrink: true },
	fc.constantFrom(null, true, false, 0, -1, 1e308, -0, Number.MAX_SAFE_INTEGER, [], {}, [null]),
	nasty,
	fc.string({ unit: 'binary' }),
	fc.dictionary(nasty, fc.constantFrom(null, 1, 'x', [], {})),
	fc.jsonValue({ depthSize: 'medium' }),
);

const deep = (levels: number, open: string, close: string) =>
	open.repeat(levels) + '1' + close.repeat(levels);

const xml = fc
	.tuple(nasty, fc.oneof(nasty, fc.string({ unit: 'binary' })))
	.map(([code, message]) => `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}`)
	.chain((start) => fc.constantFrom(start, `${start}</Message></Error>`));

const body: fc.Arbitrary<string | Uint8Array> = fc.oneof(
	value.map((any) => JSON.stringify(any)),
	fc
		.dictionary(fc.constantFrom('message', 'detail', 'error', 'cases'), value)
		.map((o) => JSON.stringify(o)),
	fc.constantFrom('', ' ', '{', '{"a":', '"', '1e999', '{"a":1e999}', '\ufeff{}', 'undefined'),
	fc.constantFrom(
		deep(20_000, '[', ']'),
		deep(20_000, '{"message":', '}'),
		deep(9_000, '{"a":[', ']}'),
	),
	fc.constantFrom('<html><title>Proxy</title>', '<!doctype html>', '<title'.repeat(50_000)),
	fc.constantFrom(
		'eyJ-'.repeat(50_000),
		'<'.repeat(500_000),
		'&'.repeat(500_000),
		'?=http://'.repeat(50_000),
	),
	xml,
	fc.uint8Array({ maxLength: 200 }),
	fc.string({ unit: 'binary' }),
);

const move: fc.Arbitrary<Move> = fc.oneof(
	{ weight: 6, arbitrary: fc.constant<Move>({ kind: 'pass' }) },
	{
		weight: 5,
		arbitrary: fc.record(
			{
				kind: fc.constant('mutate' as const),
				spots: fc.array(fc.nat(200), { minLength: 1, maxLength: 3 }),
				value,
			},
			{ requiredKeys: ['kind', 'spots'] },
		),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			kind: fc.constant('shorten' as const),
			share: fc.double({ min: 0, max: 1, noNaN: true }),
			cut: fc.boolean(),
		}),
	},
	{ weight: 1, arbitrary: fc.constant<Move>({ kind: 'cut' }) },
	{
		weight: 3,
		arbitrary: fc.record({ kind: fc.constant('reply' as const), status, headers, body }),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			kind: fc.constant('echo' as const),
			status,
			as: fc.constantFrom('text' as const, 'json' as const, 'xml' as const),
		}),
	},
);

/** What happens to the requests of one run, one after another and then from the start. */
export const moves = fc.array(move, { minLength: 1, maxLength: 8 });
