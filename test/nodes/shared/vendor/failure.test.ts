import { UserError } from 'n8n-workflow';
import { failureToStepError, type Failure } from '../../../../nodes/shared/vendor/failure';

const HOST = 'api.example.com';
const vendor = {
	name: 'KarmaCheck',
	firstPath: '/document/secure/upload',
	remedies: { 403: 'Check the credential' },
};
const expectation = {
	step: 'mint',
	refusal: 'KarmaCheck did not issue an upload URL',
	whenUnclear: 'Look first whether it is there',
} as const;

const told = (failure: Partial<Failure>, secrets: string[] = []) =>
	failureToStepError(
		{ text: '', silentMs: 0, ...failure },
		{ vendor, expectation, host: HOST, secrets },
	);

const broken = (code: string, message = '') => Object.assign(new Error(message), { code });

it.each([
	['{"fileName":["This field is required."]}', 'fileName: This field is required.'],
	['{"imageKeys":{"1":["Used already."]}}', 'imageKeys: 1: Used already.'],
	['{"nonFieldErrors":["No price."]}', 'No price.'],
	['{"a":["x","y"],"non_field_errors":["z"]}', 'a: x y; z'],
	['["Not a draft."]', 'Not a draft.'],
])('a complaint of a validator, %s, is told as %s', (text, words) => {
	expect(told({ status: 400, text }).what).toContain(`returned 400 “${words}”`);
});

describe('a response with a status', () => {
	it('says who returned what, with the remedy of this call', () => {
		const error = told({ status: 403, text: '{"message":"No access to case 1","statusCode":403}' });
		expect(error).toMatchObject({
			step: 'mint',
			httpCode: 403,
			what: 'KarmaCheck did not issue an upload URL: KarmaCheck returned 403 “No access to case 1”',
			remedy: 'Check the credential',
		});
	});

	it.each([
		['a message', '{"message":"no","error":"Forbidden"}', 'no'],
		['several messages', '{"message":["a must be x","b is y"]}', 'a must be x; b is y'],
		['a detail', '{"valid":false,"code":"X","detail":"not found"}', 'not found'],
		['an error', '{"error":"expired"}', 'expired'],
		[
			'complaints by field',
			'{"fileName":["This field is required."],"fileType":["Too long.","Odd."]}',
			'fileName: This field is required.; fileType: Too long. Odd.',
		],
		['a text in JSON', '"plain"', 'plain'],
		['plain text', 'Invalid case', 'Invalid case'],
		['a web page', '<html><title>502 Bad Gateway</title></html>', "a web page, '502 Bad Gateway'"],
		[
			'a message with the complaints beside it',
			'{"message":"Validation failed","errors":{"fileName":["Too long."],"a":{"b":["Odd."]}}}',
			'Validation failed: fileName: Too long.; a: b: Odd.',
		],
		[
			'a message with a list of complaints',
			'{"message":"Validation failed","errors":[{"message":"x is odd"},{"detail":"y too"},"z"]}',
			'Validation failed: x is odd; y too; z',
		],
		['an empty message with a detail', '{"message":"","detail":"real"}', 'real'],
		['a message with a detail', '{"message":"No.","detail":"Why not."}', 'No.: Why not.'],
		['a title with a detail', '{"title":"Bad Request","detail":"No file"}', 'No file'],
		['a title alone', '{"type":"about:blank","title":"Bad Request","status":400}', 'Bad Request'],
		['a piece of a page', '<h1>Server Error (500)</h1>', 'Server Error (500)'],
		[
			'a page without a title',
			'<!doctype html><body><h1>Bad Gateway</h1><p>The <b>upstream</b> is down.',
			'Bad Gateway The upstream is down.',
		],
		['an error with a message inside', '{"error":{"code":1,"message":"no"}}', 'no'],
	])('shows the human part of %s', (_which, text, said) => {
		const { what } = told({ status: 400, text });
		expect(what).toBe(`${expectation.refusal}: KarmaCheck returned 400 “${said}”`);
	});

	it.each(['', '""', 'null', '{}'])('shows the status alone when the body is %j', (text) => {
		expect(told({ status: 400, text }).what).toMatch(/KarmaCheck returned 400$/);
	});

	it.each([
		[302, "Check 'Environment' and 'Base URL' in the credential"],
		[400, 'Correct the fields named in the message, then run this item again'],
		[429, 'Wait a minute, then run this item again'],
		[500, 'Look first whether it is there'],
		[504, 'Look first whether it is there'],
	])('has a remedy for %d', (status, remedy) => {
		expect(told({ status }).remedy).toBe(remedy);
	});

	it('never repeats a secret', () => {
		const error = told({ status: 400, text: '{"message":"key my-secret is unknown"}' }, [
			'my-secret',
		]);
		expect(error.message).toContain('“key [hidden] is unknown”');
	});
});

describe('no response', () => {
	it.each(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'])(
		'says with %s that the host could not be reached, so that nothing has happened',
		(code) => {
			expect(told({ thrown: broken(code, 'connect to 10.0.0.1') })).toMatchObject({
				step: 'mint',
				httpCode: undefined,
				what: `${expectation.refusal}: ${HOST} could not be reached (${code})`,
				remedy: "Check 'Environment' in the credential, and n8n's network connection",
			});
		},
	);

	it.each(['ECONNRESET', 'ETIMEDOUT', 'ECONNABORTED', 'EPIPE'])(
		'says with %s that the outcome is unclear',
		(code) => {
			expect(told({ thrown: broken(code) })).toMatchObject({
				what: `${expectation.refusal}: the connection to ${HOST} was lost before a response arrived (${code})`,
				remedy: 'Look first whether it is there',
			});
		},
	);

	it.each(['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'])(
		'says with %s, which also ends a connection in use, that the outcome is unclear',
		(code) => {
			expect(told({ thrown: broken(code) })).toMatchObject({
				what: `${expectation.refusal}: no secure connection to ${HOST} could be established or kept (${code})`,
				remedy: "Check 'Base URL' and the proxy that n8n uses. Look first whether it is there",
				unclear: true,
			});
		},
	);

	it.each([
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	])('does not call the outcome unclear when %s kept the request from being sent', (code) => {
		expect(told({ thrown: broken(code) }).remedy).not.toBe('Look first whether it is there');
	});
});

describe('a credential that refused', () => {
	it('is told in its own words, its second sentence being the remedy', () => {
		const text = 'KarmaCheck did not accept the key (403). Check it. Then test it';
		expect(told({ thrown: new UserError(text) })).toMatchObject({
			what: `${expectation.refusal}: KarmaCheck did not accept the key (403)`,
			remedy: 'Check it. Then test it',
		});
	});

	it('is told with a remedy when it gives none', () => {
		expect(told({ thrown: new UserError('Something is missing') }).remedy).toBe(
			'Open the credential and correct it',
		);
	});
});

describe('a page that is not found', () => {
	it.each(['<!doctype html><title>Not Found</title>', '\n<h1>Not Found</h1>'])(
		'%j is where the API is not',
		(text) => {
			expect(told({ status: 404, text }).remedy).toBe(
				"Check 'Base URL' in the credential: it must be what comes before /document/secure/upload",
			);
		},
	);

	it('is told from a thing that is not found', () => {
		expect(told({ status: 404, text: '{"detail":"Not found."}' }).remedy).toMatch(/^Correct/);
	});
});

describe('a call that was not made', () => {
	it("is told with n8n's SSRF protection, and how to allow it", () => {
		const thrown = Object.assign(
			new UserError('The request was blocked because it resolves to a restricted IP address'),
			{ name: 'SsrfBlockedIpError' },
		);
		expect(told({ thrown })).toMatchObject({
			what: `${expectation.refusal}: n8n's SSRF protection does not allow calls to ${HOST}`,
			remedy: expect.stringContaining('N8N_SSRF_ALLOWED_HOSTNAMES'),
			transient: false,
			unclear: false,
		});
	});

	it('is told with the certificate, and how to trust it', () => {
		expect(told({ thrown: broken('SELF_SIGNED_CERT_IN_CHAIN') })).toMatchObject({
			what: `${expectation.refusal}: the certificate of ${HOST} is not trusted (SELF_SIGNED_CERT_IN_CHAIN)`,
			remedy: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
		});
	});

	it('is repeated where a proxy dropped the connection', () => {
		const thrown = new Error('Proxy connection ended before receiving CONNECT response');
		expect(told({ thrown })).toMatchObject({
			what: `${expectation.refusal}: the proxy between n8n and ${HOST} dropped the connection`,
			transient: true,
			unclear: false,
		});
	});
});

it('an answer that is too large is told as one, and a write with it is done', () => {
	expect(told({ thrown: broken('ERR_RESPONSE_TOO_LARGE') })).toMatchObject({
		what: `${expectation.refusal}: the response of KarmaCheck is larger than this node accepts`,
		accepted: true,
		transient: false,
	});
});
