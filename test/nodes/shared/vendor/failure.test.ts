import { NodeApiError, UserError, type INode } from 'n8n-workflow';
import {
	failureOf,
	failureToStepError,
	type Failure,
} from '../../../../nodes/shared/vendor/failure';

const HOST = 'api.example.com';
const vendor = { name: 'KarmaCheck', remedies: { 403: 'Check the credential' } };
const expectation = {
	step: 'mint',
	refusal: 'KarmaCheck did not issue an upload URL',
	whenUnclear: 'Look first whether it is there',
} as const;

const told = (failure: Partial<Failure>, secrets: string[] = []) =>
	failureToStepError(
		{ code: '', text: '', ...failure },
		{ vendor, expectation, host: HOST, secrets },
	);

it.each([
	['{"fileName":["This field is required."]}', 'fileName: This field is required.'],
	['{"imageKeys":{"1":["Used already."]}}', 'imageKeys: 1: Used already.'],
	['{"nonFieldErrors":["No price."]}', 'No price.'],
	['{"a":["x","y"],"non_field_errors":["z"]}', 'a: x y; z'],
	['["Not a draft."]', 'Not a draft.'],
])('a complaint of a validator, %s, is told as %s', (text, words) => {
	expect(told({ status: 400, text }).what).toContain(`returned 400 “${words}”`);
});

describe('failureOf', () => {
	const node = { name: 'n', type: 't', typeVersion: 1, position: [0, 0], parameters: {} };
	const wrapped = (cause: Error) =>
		new NodeApiError({ ...node, id: '1' } as INode, cause as never, {});
	const answered = (data: unknown) =>
		Object.assign(new Error('Request failed'), { response: { status: 422, data } });

	it.each([
		['a text', '{"message":"no"}', '{"message":"no"}'],
		['parsed JSON', { message: 'no' }, '{"message":"no"}'],
		['nothing', undefined, '""'],
	])('takes status and body from a response with %s', (_which, data, text) => {
		expect(failureOf(answered(data))).toEqual({ status: 422, code: '', text });
		expect(failureOf({ cause: answered(data) })).toEqual({ status: 422, code: '', text });
	});

	it('takes the code out of a connection that broke', () => {
		const broken = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
		expect(failureOf(broken)).toEqual({ code: 'ECONNRESET', text: 'socket hang up' });
	});

	it('takes a response that was cut off for a connection that was lost', () => {
		const broken = { message: 'stream has been aborted', code: 'ERR_BAD_RESPONSE' };
		expect(failureOf({ ...broken, response: { status: 200, data: '{"li' } })).toEqual({
			code: 'ERR_BAD_RESPONSE',
			text: 'stream has been aborted',
		});
	});

	it("looks at the cause of n8n's own error", () => {
		const cause = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' });
		expect(failureOf(wrapped(cause))).toMatchObject({ code: 'ENOTFOUND' });
	});

	it('takes the sentence of a credential that refused', () => {
		const refusal = new UserError('This credential is only for https://a.example');
		expect(failureOf(refusal)).toEqual({
			code: '',
			text: 'This credential is only for https://a.example',
		});
	});
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
			expect(told({ code, text: 'connect to 10.0.0.1' })).toMatchObject({
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
			expect(told({ code })).toMatchObject({
				what: `${expectation.refusal}: the connection to ${HOST} was lost before a response arrived (${code})`,
				remedy: 'Look first whether it is there',
			});
		},
	);

	it.each([
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	])('does not call the outcome unclear when %s kept the request from being sent', (code) => {
		expect(told({ code }).remedy).not.toBe('Look first whether it is there');
	});
});

describe('a credential that refused', () => {
	it('is told in its own words, its second sentence being the remedy', () => {
		const text = 'KarmaCheck did not accept the key (403). Check it. Then test it';
		expect(told({ text })).toMatchObject({
			what: `${expectation.refusal}: KarmaCheck did not accept the key (403)`,
			remedy: 'Check it. Then test it',
		});
	});

	it('is told with a remedy when it gives none', () => {
		expect(told({ text: 'Something is missing' }).remedy).toBe(
			'Open the credential and correct it',
		);
	});
});
