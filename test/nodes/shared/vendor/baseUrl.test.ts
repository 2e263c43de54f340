import { UserError, type ICredentialDataDecryptedObject } from 'n8n-workflow';
import { environments as karmaCheck } from '../../../../nodes/KarmaCheck/api/environments';
import { environments as kelviq } from '../../../../nodes/Kelviq/api/environments';
import { isLoopback } from '../../../../nodes/shared/loopback';
import { assertOwnOrigin, baseUrl } from '../../../../nodes/shared/vendor/baseUrl';

const known = [
	['KarmaCheck', karmaCheck, 'staging', 'https://api-stage.karmacheck.io'],
	['KarmaCheck', karmaCheck, 'production', 'https://api.karmacheck.io'],
	['Kelviq', kelviq, 'sandbox', 'https://sandboxapi.kelviq.com/api/v1'],
	['Kelviq', kelviq, 'production', 'https://api.kelviq.com/api/v1'],
] as const;
const custom = (url: unknown) =>
	({ environment: 'custom', baseUrl: url }) as ICredentialDataDecryptedObject;

describe('the base URL', () => {
	it.each(known)('of %s is, of %j for %s, %s', (_, environments, environment, url) => {
		expect(baseUrl(environments, { environment, baseUrl: 'https://ignored.example.com' })).toBe(
			url,
		);
	});

	it.each([
		['https://proxy.example.com', 'https://proxy.example.com'],
		['https://proxy.example.com/', 'https://proxy.example.com'],
		['https://proxy.example.com/api/v1//', 'https://proxy.example.com/api/v1'],
		['  https://proxy.example.com:8443/a b  ', 'https://proxy.example.com:8443/a%20b'],
		['HTTPS://Proxy.Example.com:443/Api', 'https://proxy.example.com/Api'],
		['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
		['http://127.255.1.2', 'http://127.255.1.2'],
		['http://localhost:3000/x', 'http://localhost:3000/x'],
		['http://[::1]:3000', 'http://[::1]:3000'],
	])('may be a custom one: %j', (entered, url) => {
		for (const environments of [karmaCheck, kelviq]) {
			expect(baseUrl(environments, custom(entered))).toBe(url);
		}
	});

	it.each([
		'http://api.karmacheck.io',
		'http://10.0.0.1',
		'http://127.0.0.1.example.com',
		'http://localhost.example.com',
		'http://0.0.0.0',
		'ftp://127.0.0.1',
		'file:///etc/passwd',
	])('is refused without https, except on this machine: %s', (url) => {
		expect(() => baseUrl(kelviq, custom(url))).toThrow(
			new UserError(
				"'Base URL' in the credential is not HTTPS. Enter one that starts with https:// (http:// is only for the machine running n8n)",
			),
		);
	});

	it.each([
		'',
		'   ',
		undefined,
		null,
		'proxy.example.com',
		'/api',
		'https://',
		'https://user:pass-word@proxy.example.com',
		'https://user@proxy.example.com',
		'https://proxy.example.com/?key=pass-word',
		'https://proxy.example.com/#pass-word',
	])('is refused when it is not a plain URL: %j', (url) => {
		const attempt = () => baseUrl(kelviq, custom(url));
		expect(attempt).toThrow(UserError);
		expect(attempt).toThrow(
			"'Base URL' in the credential is not a plain URL. Enter one like https://api.example.com",
		);
		expect(attempt).not.toThrow('pass-word');
	});

	it.each(['', 'Staging', 'sandbox', 'constructor', undefined])(
		'is refused for an environment that does not exist: %j',
		(environment) => {
			expect(() => baseUrl(karmaCheck, { environment } as never)).toThrow(
				new UserError(
					`'Environment' in the credential has no option '${String(environment)}'. Choose one from the list`,
				),
			);
		},
	);
});

describe('assertOwnOrigin', () => {
	const credentials = custom('https://proxy.example.com/api/v1');
	const assertOwn = (url: string, baseURL?: string) =>
		assertOwnOrigin(kelviq, credentials, { url, baseURL });

	it.each([
		['https://proxy.example.com/api/v1/media/', undefined],
		['https://proxy.example.com:443/elsewhere', undefined],
		['/media/', 'https://proxy.example.com/api/v1'],
	])('accepts %s on %s', (url, baseURL) => {
		expect(() => assertOwn(url, baseURL)).not.toThrow();
	});

	it.each([
		['another host', 'https://evil.example.com/media/', undefined, 'https://evil.example.com'],
		['a subdomain', 'https://a.proxy.example.com/', undefined, 'https://a.proxy.example.com'],
		[
			'another port',
			'https://proxy.example.com:8443/',
			undefined,
			'https://proxy.example.com:8443',
		],
		['plain http', 'http://proxy.example.com/', undefined, 'http://proxy.example.com'],
		[
			'a host in the user name',
			'https://proxy.example.com@evil.example.com/',
			undefined,
			'https://evil.example.com',
		],
		[
			'a complete URL beside a base URL',
			'https://evil.example.com/?Signature=secret',
			'https://proxy.example.com',
			'https://evil.example.com',
		],
		['//', '//evil.example.com/x', 'https://proxy.example.com', 'https://evil.example.com'],
	])('refuses %s', (_what, url, baseURL, origin) => {
		expect(() => assertOwn(url, baseURL)).toThrow(
			new UserError(
				`This credential is only for https://proxy.example.com, so nothing was sent to ${origin}. Check the URL, or choose another credential`,
			),
		);
	});
});

it.each([
	['http://127.0.0.1', true],
	['http://127.1.2.3:80', true],
	['http://localhost', true],
	['http://bucket.s3.localhost', true],
	['http://localhost.example.com', false],
	['http://LOCALHOST:5', true],
	['http://[::1]:5', true],
	['http://2130706433', true],
	['http://128.0.0.1', false],
	['http://[::2]', false],
	['http://mylocalhost', false],
	['http://127.0.0.1.nip.io', false],
])('knows whether %s is on this machine: %s', (url, expected) => {
	expect(isLoopback(new URL(url))).toBe(expected);
});
