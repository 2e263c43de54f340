import { startStorage, type PresignedPost, type Storage } from '.';
import { BUCKET, sendForm, without } from './testSupport';

let storage: Storage;
let key = '';
let count = 0;

beforeAll(async () => void (storage = await startStorage({ buckets: [BUCKET] })));
afterAll(async () => await storage.close());
beforeEach(() => void (key = `tmp/${++count}/photo é.png`));

describe.each(['v2', 'v4'] as const)('access by a form, signature %s', (signatureVersion) => {
	const presign = async (o: object = {}): Promise<PresignedPost> =>
		await storage.presignPost({
			bucket: BUCKET,
			key,
			contentType: 'image/png',
			signatureVersion,
			...o,
		});
	const signature = signatureVersion === 'v2' ? 'signature' : 'X-Amz-Signature';
	const credential = signatureVersion === 'v2' ? 'AWSAccessKeyId' : 'X-Amz-Credential';
	const policy = signatureVersion === 'v2' ? 'policy' : 'Policy';
	const nothingStored = async () => expect(await storage.exists(BUCKET, key)).toBe(false);

	it.each(['key', signature, credential, policy])(
		'answers 400 InvalidArgument when %s follows the file or is missing',
		async (name) => {
			const { url, fields } = await presign();
			const rest = without(fields, name);
			const expected = {
				status: 400,
				code: 'InvalidArgument',
				message: expect.stringMatching(new RegExp(`a field named '${name}'`, 'i')),
			};
			const after = { [name]: fields[name]! };
			expect(await sendForm(url, rest, 'hello', { after })).toMatchObject(expected);
			expect(await sendForm(url, rest, 'hello')).toMatchObject(expected);
			await nothingStored();
		},
	);

	it('answers 403 AccessDenied when Content-Type follows the file', async () => {
		const { url, fields } = await presign();
		const after = { 'Content-Type': 'image/png' };
		const reply = await sendForm(url, without(fields, 'Content-Type'), 'hello', { after });
		expect(reply).toMatchObject({
			status: 403,
			code: 'AccessDenied',
			message:
				'Invalid according to Policy: Policy Condition failed: ["eq", "$Content-Type", "image/png"]',
		});
		await nothingStored();
	});

	it('answers 403 AccessDenied "Policy expired." after its time', async () => {
		const { url, fields } = await presign({ expiresInSeconds: -1 });
		expect(await sendForm(url, fields, 'hello')).toMatchObject({
			status: 403,
			code: 'AccessDenied',
			message: 'Invalid according to Policy: Policy expired.',
		});
		await nothingStored();
	});

	it('answers 403 AccessDenied when a field differs from its condition', async () => {
		const { url, fields } = await presign();
		const reply = await sendForm(url, { ...fields, 'Content-Type': 'image/PNG' }, 'hello');
		expect(reply).toMatchObject({ status: 403, code: 'AccessDenied' });
		expect(reply.message).toMatch(/^Invalid according to Policy: Policy Condition failed:/);
		await nothingStored();
	});

	it('answers 403 AccessDenied to a field the policy does not name', async () => {
		const { url, fields } = await presign();
		expect(await sendForm(url, { ...fields, acl: 'private' }, 'hello')).toMatchObject({
			status: 403,
			code: 'AccessDenied',
			message: 'Invalid according to Policy: Extra input fields: acl',
		});
		await nothingStored();
	});

	it('accepts x-ignore-* fields the policy does not name', async () => {
		const { url, fields } = await presign();
		const reply = await sendForm(url, { ...fields, 'x-ignore-me': 'x' }, 'hello');
		expect(reply).toMatchObject({ status: 204 });
	});

	it.each([signature, policy])(
		'answers 403 SignatureDoesNotMatch when the %s was changed',
		async (name) => {
			const { url, fields } = await presign();
			const reply = await sendForm(url, { ...fields, [name]: `AAAA${fields[name]}` }, 'hello');
			expect(reply).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
			await nothingStored();
		},
	);

	it('answers 403 InvalidAccessKeyId to an unknown access key', async () => {
		const { url, fields } = await presign();
		const other = { [credential]: fields[credential]!.replace(/^\w+/, 'AKIANOBODY') };
		const reply = await sendForm(url, { ...fields, ...other }, 'hello');
		expect(reply).toMatchObject({ status: 403, code: 'InvalidAccessKeyId' });
		await nothingStored();
	});

	it('answers 403 AccessDenied when the form goes to another bucket than its policy', async () => {
		const { url, fields } = await presign({ bucket: 'missing' });
		const reply = await sendForm(url.replace('missing', BUCKET), fields, 'hello');
		expect(reply).toMatchObject({ status: 403, code: 'AccessDenied' });
		await nothingStored();
	});
});

it('answers 403 AccessDenied to a form without any policy', async () => {
	const reply = await sendForm(`${storage.origin}/${BUCKET}/`, { key }, 'hello');
	expect(reply).toMatchObject({ status: 403, code: 'AccessDenied', message: 'Access Denied' });
	expect(await storage.exists(BUCKET, key)).toBe(false);
});
