import { startStorage, type Storage } from '.';
import { BUCKET, send } from './testSupport';

const TYPE = { 'Content-Type': 'application/pdf' };
let storage: Storage;
let key = '';
let count = 0;

beforeAll(async () => void (storage = await startStorage({ buckets: [BUCKET] })));
afterAll(async () => await storage.close());
beforeEach(() => void (key = `file ${++count}.pdf`));

const versions = ['v2', 'v4'] as const;

describe.each(versions)('the credentials of a presigned PUT, signature %s', (signatureVersion) => {
	const presign = async () =>
		await storage.presignPut({
			bucket: BUCKET,
			key,
			contentType: 'application/pdf',
			signatureVersion,
		});

	const refused = async (url: string, headers: Record<string, string>, expected: object) => {
		expect(await send('PUT', url, headers, 'hello')).toMatchObject(expected);
		expect(await storage.exists(BUCKET, key)).toBe(false);
	};

	it('answers 403 InvalidAccessKeyId to an unknown access key', async () => {
		const url = (await presign()).replace(storage.accessKeyId, 'ASIANOBODY');
		await refused(url, TYPE, { status: 403, code: 'InvalidAccessKeyId' });
	});

	it('answers 403 InvalidAccessKeyId to a temporary key without its token', async () => {
		const url = (await presign()).replace(/&x-amz-security-token=[^&]*/i, '');
		await refused(url, TYPE, { status: 403, code: 'InvalidAccessKeyId' });
	});

	it('answers 400 InvalidToken to a changed session token', async () => {
		const url = (await presign()).replace(/(x-amz-security-token=)[^&]*/i, '$1AAAA');
		await refused(url, TYPE, { status: 400, code: 'InvalidToken' });
	});

	it('answers 400 InvalidArgument to an Authorization header beside the signature', async () => {
		await refused(
			await presign(),
			{ ...TYPE, Authorization: 'Bearer abc' },
			{
				status: 400,
				code: 'InvalidArgument',
				message: expect.stringMatching(/^Only one auth mechanism allowed/),
			},
		);
	});
});

it('answers 400 AuthorizationQueryParametersError to a URL signed for another region', async () => {
	const put = { bucket: BUCKET, key, contentType: 'application/pdf' };
	const url = await storage.presignPut({ ...put, signatureVersion: 'v4' });
	const elsewhere = url.replace('us-east-1', 'eu-central-1');
	expect(await send('PUT', elsewhere, TYPE, 'hello')).toMatchObject({
		status: 400,
		code: 'AuthorizationQueryParametersError',
		message: expect.stringContaining("the region 'eu-central-1' is wrong; expecting 'us-east-1'"),
	});
});

it.each(versions)('answers 400 ExpiredToken once the session is over, signature %s', async (v) => {
	const own = await startStorage({ buckets: [BUCKET] });
	try {
		const put = { bucket: BUCKET, key, contentType: 'application/pdf', signatureVersion: v };
		const url = await own.presignPut(put);
		own.expireSession();
		expect(await send('PUT', url, TYPE, 'hello')).toMatchObject({
			status: 400,
			code: 'ExpiredToken',
		});
		expect(await own.exists(BUCKET, key)).toBe(false);
	} finally {
		await own.close();
	}
});

it.each(['PUT', 'GET', 'DELETE'])('answers 403 AccessDenied to an unsigned %s', async (method) => {
	const reply = await send(method, `${storage.origin}/${BUCKET}/open.txt`, {}, 'hello');
	expect(reply).toMatchObject({ status: 403, code: 'AccessDenied' });
	expect(await storage.exists(BUCKET, 'open.txt')).toBe(false);
});
