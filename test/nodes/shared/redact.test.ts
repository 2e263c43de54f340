import { redact } from '../../../nodes/shared/redact';

const PRESIGNED =
	'https://bucket.s3.amazonaws.com/secure/file.pdf?AWSAccessKeyId=AKIAEXAMPLE&Signature=c2lnbmF0dXJl%3D&x-amz-security-token=dG9rZW4';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';

it.each([
	['a given secret, wherever it stands', 'a key-1 b key-1', ['key-1'], 'a [hidden] b [hidden]'],
	[
		'a given secret with characters that mean something in a pattern',
		'no $&.*( here',
		['$&.*('],
		'no [hidden] here',
	],
	[
		'the path and parameters of a URL',
		`PUT ${PRESIGNED} failed`,
		[],
		'PUT https://bucket.s3.amazonaws.com/… failed',
	],
	[
		'the parameters of a bare host',
		'at http://127.0.0.1:80?a=b, then',
		[],
		'at http://127.0.0.1:80/… then',
	],
	['a JWT', `bad token ${JWT}!`, [], 'bad token [hidden]!'],
	['a JWT that was cut off', 'bad token eyJhbGciOiJI.eyJzdWIi', [], 'bad token [hidden]'],
	[
		'the value after Bearer, in any letter case',
		'"authorization": "bearer abc-1"',
		[],
		'"authorization": "bearer [hidden]"',
	],
	['the value after Basic', 'Basic dXNlcjpwYXNz, sorry', [], 'Basic [hidden], sorry'],
	[
		'the beginning of a value after Basic',
		'Basic dXNlcjpwYXNzd29yZDEyMzQ1Njc4OTA',
		[],
		'Basic [hidden]',
	],
])('takes out %s', (_what, text, secrets, expected) => {
	expect(redact(text, secrets)).toBe(expected);
});

it('takes out the user name and password of a URL', () => {
	const said = redact('through https://user:pass-word@proxy.example.com/x?y=z');
	expect(said).not.toMatch(/pass-word/);
	expect(said).toContain('proxy.example.com');
});

it('takes out the parameters of a URL that has no host', () => {
	const { pathname, search } = new URL(PRESIGNED);
	expect(redact(`Cannot PUT ${pathname}${search}`)).not.toMatch(/AKIAEXAMPLE|c2lnbmF0|dG9rZW4/);
});

it('takes out the whole of a secret that begins with another one', () => {
	expect(redact('token abcd-efgh', ['abcd', 'abcd-efgh'])).toBe('token [hidden]');
});

it('takes out a secret that stands where the text is cut', () => {
	expect(redact(`${'x'.repeat(295)}secret-value`, ['secret-value'])).not.toContain('secre');
});

it.each([
	[
		'a page with its title',
		'<!DOCTYPE html>\n<html><head><title>\n 502 Bad Gateway </title></head><body>x</body></html>',
		"a web page, '502 Bad Gateway'",
	],
	['a page without a title to its text', '<html><body>long text</body></html>', 'long text'],
	['a piece of a page to its text', '<h1>Server Error (500)</h1>', 'Server Error (500)'],
	[
		'a page to its text, without what a browser does not show',
		'<html><style>a{}</style><script>let x</script><p>Sorry</p>',
		'Sorry',
	],
	['a page with an empty title', ' <html><title></title></html>', 'a web page'],
])('shrinks %s', (_what, text, expected) => {
	expect(redact(text)).toBe(expected);
});

it.each(['Basic Check', 'the package Basic Background Screening', 'Basic authentication'])(
	"leaves '%s' alone, which is no password",
	(text) => {
		expect(redact(text)).toBe(text);
	},
);

it('leaves text alone that only mentions a page', () => {
	expect(redact('use <b>bold</b> in <html>')).toBe('use <b>bold</b> in <html>');
});

it('turns line breaks, tabs and control characters into single spaces', () => {
	expect(redact(' a\r\n\tb\0\u0007c\u2028d ')).toBe('a b c d');
});

it('cuts after 300 characters and shows that it did', () => {
	expect(redact('x'.repeat(300))).toBe('x'.repeat(300));
	expect(redact('x'.repeat(301))).toBe(`${'x'.repeat(300)}…`);
});

it('does not cut a character in half', () => {
	const said = redact(`${'x'.repeat(299)}😀😀`);
	expect(Buffer.from(said).toString()).toBe(said);
});

it('stays empty when there is nothing', () => {
	expect(redact('')).toBe('');
	expect(redact('text', [''])).toBe('text');
});
