import { randomBytes } from 'node:crypto';
import S3 from 'aws-sdk/clients/s3';
import { bodyOf } from '../../../../nodes/shared/storage/body';
import { putRequest } from '../../../../nodes/shared/storage/put';
import { startStorage, type Storage } from '../../../../tools/emulators/storage';
import { send } from '../../../../tools/emulators/storage/testSupport';
import { bytesOf, fileOf } from './file';

process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1';

const BUCKET = 'bucket';
const TYPES = [
	'application/pdf',
	'image/svg+xml',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	'text/plain; charset=utf-8',
];
let storage: Storage;

beforeAll(async () => void (storage = await startStorage({ buckets: [BUCKET] })));
afterAll(async () => await storage.close());

/** Signature V2 by the SDK itself, with a session token. */
function sdkAddress(ContentType: string): string {
	const { accessKeyId, secretAccessKey, sessionToken, origin: endpoint } = storage;
	const s3 = new S3({
		accessKeyId,
		secretAccessKey,
		sessionToken,
		endpoint,
		s3ForcePathStyle: true,
		signatureVersion: 'v2',
	});
	return s3.getSignedUrl('putObject', { Bucket: BUCKET, Key: "a b'(é)+.pdf", ContentType });
}

async function stored(url: string, mimeType: string) {
	const file = fileOf('hello', { mimeType });
	const request = putRequest(url, file);
	const { status } = await send(
		request.method,
		request.url,
		request.headers,
		await bytesOf(bodyOf(await file.open(), request, file)),
	);
	return status;
}

it.each(TYPES)('sends %s to a V2 URL that was signed for it by the SDK', async (type) => {
	const url = sdkAddress(type);
	expect(putRequest(url, fileOf('x', { mimeType: type })).headers['Content-Type']).toBe(type);
	expect(await stored(url, type)).toBe(200);
});

it.each(TYPES)(
	'sends the type that a V2 address shows it was signed for (%s), not the type of the file',
	async (type) => {
		const url = sdkAddress(type);
		const other = fileOf('x', { mimeType: 'image/png' });
		expect(putRequest(url, other).headers['Content-Type']).toBe(type);
		expect(await stored(url, 'image/png')).toBe(200);
	},
);

it.each(TYPES)(
	'sends the type of the file to a V4 URL that names the header (%s)',
	async (contentType) => {
		const url = await storage.presignPut({
			bucket: BUCKET,
			key: 'a b.pdf',
			contentType,
			signatureVersion: 'v4',
		});
		expect(new URL(url).searchParams.get('X-Amz-SignedHeaders')).toContain('content-type');
		expect(putRequest(url, fileOf('x', { mimeType: contentType })).headers['Content-Type']).toBe(
			contentType,
		);
		expect(await stored(url, contentType)).toBe(200);
	},
);

it.each([
	['with a + that is not encoded', '?Content-Type=image/svg+xml&Expires=1', 'image/svg+xml'],
	['in lower case', '?Expires=1&content-type=image%2Fpng', 'image/png'],
	['before a fragment', '?Content-Type=image%2Fpng#top', 'image/png'],
])('reads the signed type %s', (_how, query, expected) => {
	const { headers } = putRequest(`https://s3.example.com/b/k${query}`, fileOf('x'));
	expect(headers['Content-Type']).toBe(expected);
});

it.each([
	['is empty', '?Content-Type=&Expires=1'],
	['is there for the answer only', '?response-content-type=image%2Fpng'],
	['is in the path only', '/content-type=image%2Fpng'],
	['is missing', ''],
	['is not encoded properly', '?Content-Type=%E0%A4%A&Expires=1'],
])('sends the type of the file when the parameter %s', (_how, rest) => {
	const { headers } = putRequest(`https://s3.example.com/b/k${rest}`, fileOf('x'));
	expect(headers['Content-Type']).toBe('application/pdf');
});

it('leaves the URL byte for byte as it was signed', () => {
	const url = sdkAddress('image/svg+xml').replace('%20', '+') + '&x=%2f%2F';
	expect(putRequest(url, fileOf('x')).url).toBe(url);
});

it('is a PUT with type and length of the file and no other header', () => {
	const file = fileOf('hello', { fileSize: 5 * 1024 ** 3 });
	const request = putRequest('https://s3.example.com/b/k', file);
	expect(request).toMatchObject({ method: 'PUT' });
	expect(request.headers).toEqual({
		'Content-Type': 'application/pdf',
		'Content-Length': '5368709120',
	});
});

it.each([0, 1, 64 * 1024, 64 * 1024 + 1, 200_000])(
	'sends the very bytes of a file in memory, here %d',
	async (size) => {
		const bytes = randomBytes(size);
		const file = fileOf(bytes);
		const request = putRequest('https://s3.example.com/b/k', file);
		expect((await bytesOf(bodyOf(bytes, request, file))).equals(bytes)).toBe(true);
	},
);
