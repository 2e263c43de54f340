import { storageReply } from '../../../../nodes/shared/storage/reply';
import {
	errorXml,
	S3Error,
	signatureDoesNotMatch,
} from '../../../../tools/emulators/storage/errors';

const facts = { vendor: 'Vendor', fileSize: 2_000_000 };
const reply = (error: S3Error) => storageReply(error.status, errorXml(error, 'REQUEST-1'), facts);

const EXPIRED = /^The URL has expired\. Run this item again$/;
const NOT_ALLOWED =
	/^The upload URL does not accept this file\. Run this item again; if it persists, contact Vendor support$/;
const BUSY = /^The storage is busy\. Wait a minute, then run this item again$/;
const AGAIN = /^Run this item again$/;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
it.each([
	[403, 'AccessDenied', 'Request has expired', EXPIRED],
	[403, 'AccessDenied', 'Invalid according to Policy: Policy expired.', EXPIRED],
	[400, 'ExpiredToken', 'The provided token has expired.', EXPIRED],
	[
		403,
		'AccessDenied',
		'Invalid according to Policy: Policy Condition failed: ["eq", "$Content-Type", "image/png"]',
		NOT_ALLOWED,
	],
	[403, 'AccessDenied', 'Access Denied', NOT_ALLOWED],
	[
		403,
		'SignatureDoesNotMatch',
		'The request signature we calculated does not match the signature you provided.',
		/a different file type\. Run this item again; if it persists, contact Vendor support$/,
	],
	[
		403,
		'RequestTimeTooSkewed',
		'The difference between the request time and the current time is too large.',
		/^Correct the clock on the machine running n8n/,
	],
	[403, 'InvalidAccessKeyId', 'The AWS access key Id you provided does not exist.', AGAIN],
	[400, 'InvalidToken', 'The provided token is malformed or otherwise invalid.', AGAIN],
	[400, 'InvalidArgument', 'Only one auth mechanism allowed', AGAIN],
	[
		400,
		'RequestTimeout',
		'Your socket connection was not read from',
		/slow or was interrupted\. Run/,
	],
	[
		400,
		'EntityTooSmall',
		'Your proposed upload is smaller than the minimum allowed size',
		/smaller than the service accepts/,
	],
	[404, 'NoSuchBucket', 'The specified bucket does not exist', /Contact Vendor support/],
	[411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.', AGAIN],
	[412, 'PreconditionFailed', 'At least one of the preconditions did not hold', AGAIN],
	[500, 'InternalError', 'We encountered an internal error. Please try again.', BUSY],
	[503, 'ServiceUnavailable', 'Please reduce your request rate.', BUSY],
	[503, 'SlowDown', 'Please reduce your request rate.', BUSY],
	[502, 'SomethingNew', 'Unheard of', BUSY],
	[400, 'SomethingNew', 'Unheard of', AGAIN],
])('tells %d %s “%s” and what to do', (status, code, message, remedy) => {
	const told = reply(new S3Error(status, code, message));
	expect(told.reason).toBe(`${code} “${message}”`);
	expect(told.remedy).toMatch(remedy);
});

it('does not call the storage busy when it returns 501 to a body without a length', () => {
	const told = reply(
		new S3Error(501, 'NotImplemented', 'A header you provided implies functionality', {
			Header: 'Transfer-Encoding',
		}),
	);
	expect(told.remedy).not.toMatch(/busy/);
});

it('leaves the wrong URL of a 301 PermanentRedirect to the vendor', () => {
	const told = reply(new S3Error(301, 'PermanentRedirect', 'Use the specified endpoint.'));
	expect(told.remedy).toMatch(/Contact Vendor support$/);
});

it('says how large the file is and how large it may be', () => {
	const detail = { ProposedSize: 2_000_300, MaxSizeAllowed: 1_000_000 };
	const told = reply(new S3Error(400, 'EntityTooLarge', 'Your upload is too large', detail));
	expect(told).toEqual({
		reason: 'EntityTooLarge “Your upload is too large”',
		remedy: 'The file is 2000000 bytes; the service accepts up to 1000000. Make it smaller',
		transient: false,
		expired: false,
	});
});

it('says how large the file is when the storage does not say how large it may be', () => {
	expect(reply(new S3Error(400, 'EntityTooLarge', 'Too large')).remedy).toBe(
		'The file is 2000000 bytes. Make it smaller',
	);
});

it('repeats neither signature nor string to sign nor key nor token', () => {
	const told = reply(
		signatureDoesNotMatch({
			AWSAccessKeyId: 'AKIA-SECRET',
			StringToSign: 'PUT SECRET',
			SignatureProvided: 'SIGNATURE-SECRET',
			StringToSignBytes: '53 45 43 SECRET',
			CanonicalRequest: 'PUT /SECRET',
			'Token-0': 'TOKEN-SECRET',
		}),
	);
	expect(JSON.stringify(told)).not.toMatch(/SECRET|REQUEST-1/);
});

it('repeats no signature when the error document has no code', () => {
	const xml = errorXml(signatureDoesNotMatch({ StringToSign: 'PUT SECRET' }), 'R').replace(
		/<Code>.*<\/Code>/,
		'',
	);
	expect(JSON.stringify(storageReply(403, xml, facts))).not.toMatch(/SECRET/);
});

it('repeats no signature when a message contains the URL', () => {
	const message = 'No such key at https://b.s3.example.com/k?Signature=SECRET';
	expect(reply(new S3Error(404, 'NoSuchKey', message)).reason).toBe(
		'NoSuchKey “No such key at https://b.s3.example.com/…”',
	);
});

describe('the text of an error document', () => {
	const reasonOf = (message: string) =>
		storageReply(400, `<Error><Code>X</Code><Message>${message}</Message></Error>`, facts).reason;

	it.each([
		['&lt;a&gt; &amp; &quot;b&quot; &apos;c&apos;', `<a> & "b" 'c'`],
		['&#39;a&#x27; &#233;&#xE9; &#x1F600;', "'a' éé 😀"],
		['&amp;lt;', '&lt;'],
		['&unknown; &#x110000; &', '&unknown; &#x110000; &'],
		['&constructor;', '&constructor;'],
		['two\nlines&#10;and&#0;more', 'two lines and more'],
	])('is unescaped once: %j', (written, read) => {
		expect(reasonOf(written)).toBe(`X “${read}”`);
	});

	it('is the code alone when there is no message', () => {
		expect(storageReply(400, '<Error><Code>X</Code></Error>', facts).reason).toBe('X');
		expect(reasonOf('')).toBe('X');
	});

	it('is that of the first element of the name', () => {
		expect(reasonOf('real</Message><Message>other')).toBe('X “real”');
	});
});

describe('a response that is not from S3', () => {
	it.each([
		[502, '<html><title>502 Bad Gateway</title></html>', "“a web page, '502 Bad Gateway'”", BUSY],
		[413, 'Request Entity Too Large', '“Request Entity Too Large”', /network for a proxy/],
		[403, '', '', /network for a proxy/],
		[200, ' {"token":"SECRET"}', '', /network for a proxy/],
		[201, '[{"policy":"SECRET"', '', /network for a proxy/],
		[400, '{"message":"No."}', '“{"message":"No."}”', /network for a proxy/],
		[504, ' \n', '', BUSY],
		[307, '', '(a redirect)', /^The URL is out of date\. Contact Vendor support$/],
		[
			302,
			'<html><title>Log in</title></html>',
			'(a redirect)',
			/^The URL is out of date\. Contact Vendor support$/,
		],
	])('is told as it is: %d %j', (status, body, reason, remedy) => {
		const told = storageReply(status, body, facts);
		expect(told.reason).toBe(reason);
		expect(told.remedy).toMatch(remedy);
	});
});

it.each([
	[403, 'AccessDenied', 'Access Denied', /^The download URL was not accepted\. .+ Vendor support$/],
	[403, 'AccessDenied', 'Request has expired', EXPIRED],
	[403, 'SignatureDoesNotMatch', 'Does not match', /^The download URL was not accepted\./],
	[404, 'NoSuchKey', 'No such key', /^The file is no longer in the storage\. Contact Vendor/],
	[403, 'InvalidObjectState', 'Not valid for its class', /^The file is archived\. Contact Vendor/],
	[503, 'SlowDown', 'Please reduce your request rate.', BUSY],
])('tells of a download %d %s “%s” what to do', (status, code, message, remedy) => {
	const body = errorXml(new S3Error(status, code, message), 'REQUEST-1');
	expect(storageReply(status, body, { vendor: 'Vendor' }).remedy).toMatch(remedy);
});
