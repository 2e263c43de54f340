import S3 from 'aws-sdk/clients/s3';
import { startStorage, type Storage } from '.';
import { BUCKET, send } from './testSupport';

process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1';
// What makes the SDK add the trace id; https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
process.env.AWS_LAMBDA_FUNCTION_NAME = 'minter';
process.env._X_AMZN_TRACE_ID = 'Root=1-5759e988-bd862e3fe1be46a994272793';

const KEY = "folder/a b'é(1)+*!&=.pdf";
let storage: Storage;
let sdk: S3;

beforeAll(async () => {
	storage = await startStorage({ buckets: [BUCKET] });
	const { accessKeyId, secretAccessKey, sessionToken, origin: endpoint } = storage;
	sdk = new S3({
		accessKeyId,
		secretAccessKey,
		sessionToken,
		endpoint,
		s3ForcePathStyle: true,
		signatureVersion: 'v2',
	});
});
afterAll(async () => await storage.close());

const withoutTrace = (url: string) => url.replace(/(X-Amzn-Trace-Id=Root%3D)[^&]*/, '$1');

describe('against the SDK', () => {
	beforeEach(() => void jest.useFakeTimers({ now: new Date('2026-01-01T00:00:00Z') }));
	afterEach(() => void jest.useRealTimers());

	it('presigns a PUT byte for byte as aws-sdk v2 does in Lambda, but for the trace id', async () => {
		const theirs = sdk.getSignedUrl('putObject', {
			Bucket: BUCKET,
			Key: KEY,
			ContentType: 'image/jpeg',
			Expires: 600,
		});
		const put = { bucket: BUCKET, key: KEY, contentType: 'image/jpeg', expiresInSeconds: 600 };
		const ours = await storage.presignPut(put);
		expect(ours).toContain('&X-Amzn-Trace-Id=Root%3D1-');
		expect(withoutTrace(ours)).toBe(withoutTrace(theirs));
	});

	it('presigns a GET byte for byte as aws-sdk v2 does in Lambda, but for the trace id', async () => {
		const theirs = sdk.getSignedUrl('getObject', { Bucket: BUCKET, Key: KEY, Expires: 600 });
		const ours = await storage.presignGet({ bucket: BUCKET, key: KEY, expiresInSeconds: 600 });
		expect(withoutTrace(ours)).toBe(withoutTrace(theirs));
	});
});

it('accepts a PUT that aws-sdk v2 presigned', async () => {
	const url = sdk.getSignedUrl('putObject', { Bucket: BUCKET, Key: KEY, ContentType: 'a/b' });
	expect(await send('PUT', url, { 'Content-Type': 'a/b' }, 'hello')).toMatchObject({ status: 200 });
	expect(await storage.keys(BUCKET)).toEqual([KEY]);
});

it('leaves the environment as it was', async () => {
	const before = { ...process.env };
	await storage.presignPut({ bucket: BUCKET, key: KEY, contentType: 'a/b' });
	expect(process.env).toEqual(before);
});
