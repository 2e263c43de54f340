import { StepError } from '../../../../nodes/shared/errors';
import { storageUrl } from '../../../../nodes/shared/storage/address';

const REFUSAL = { step: 'mint', refusal: 'KarmaCheck did not issue an upload URL' } as const;
const vendor = new URL('https://api.karmacheck.io');
const localVendor = new URL('http://127.0.0.1:8080');

function refused(address: unknown, vendorUrl: URL): StepError {
	try {
		storageUrl(address, vendorUrl, REFUSAL);
	} catch (error) {
		return error as StepError;
	}
	throw new Error('It was accepted');
}

it.each([
	"https://bucket.s3.amazonaws.com/a%20b/c+d'e.pdf?X=a%2Bb+c&Signature=x%2f%3D",
	'https://BUCKET.s3.amazonaws.com:443/a/../b',
	'HTTPS://bucket.example.com',
])('gives back %s byte for byte', (address) => {
	expect(storageUrl(address, vendor, REFUSAL)).toBe(address);
	expect(storageUrl(address, localVendor, REFUSAL)).toBe(address);
});

it.each([
	'http://127.0.0.1:9000/bucket/key',
	'http://127.8.9.10/key',
	'http://localhost/key',
	'http://[::1]:9000/key',
])('accepts %s when the vendor is on this machine too', (address) => {
	expect(storageUrl(address, localVendor, REFUSAL)).toBe(address);
});

it.each([
	['http on this machine, for a vendor elsewhere', 'http://127.0.0.1:9000/k?s=1', vendor],
	['http elsewhere, for a vendor on this machine', 'http://10.0.0.1:9000/k?s=1', localVendor],
	['http on a host that only looks local', 'http://127.0.0.1.example.com/k?s=1', localVendor],
	['http on localhost of a domain', 'http://localhost.example.com/k?s=1', localVendor],
	['ftp', 'ftp://127.0.0.1/k?s=1', localVendor],
])('refuses %s', (_which, address, vendorUrl) => {
	const { protocol, host } = new URL(address);
	expect(refused(address, vendorUrl)).toMatchObject({
		step: 'mint',
		what: `${REFUSAL.refusal}: the URL it returned (${protocol}//${host}) is not HTTPS and was not used`,
		remedy: "Check 'Environment' and 'Base URL' in the credential",
	});
});

it.each([undefined, null, '', 'bucket/key', 5, { href: 'https://a.example' }])(
	'refuses %j, which is no address',
	(address) => {
		expect(refused(address, vendor)).toMatchObject({
			step: 'mint',
			what: `${REFUSAL.refusal}: what it returned is not a URL`,
		});
	},
);

it('keeps path, parameters and password of a refused URL to itself', () => {
	const address = 'http://user:pass-word@files.example.com/secret-key?Signature=secret';
	expect(refused(address, localVendor).message).not.toMatch(/pass-word|user|secret/);
});
