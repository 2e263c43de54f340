import { createHmac } from 'node:crypto';
import { startStorage, type Storage } from '.';
import { BUCKET, sendForm } from './testSupport';

let storage: Storage;
beforeAll(async () => void (storage = await startStorage({ buckets: [BUCKET] })));
afterAll(async () => await storage.close());

const expiration = '2100-01-01T00:00:00Z';
const base = [{ bucket: BUCKET }, ['starts-with', '$key', 'user/']];

/** Sends a form whose policy is this text, correctly signed. */
async function sendPolicy(policy: string, fields: Record<string, string> = {}, file = 'hello') {
	const { accessKeyId, secretAccessKey } = storage.longTerm;
	const encoded = Buffer.from(policy).toString('base64');
	const signature = createHmac('sha1', secretAccessKey).update(encoded).digest('base64');
	const signed = { AWSAccessKeyId: accessKeyId, policy: encoded, signature };
	return await sendForm(
		`${storage.origin}/${BUCKET}`,
		{ key: 'user/a', ...fields, ...signed },
		file,
	);
}

const withConditions = (...more: unknown[]) =>
	JSON.stringify({ expiration, conditions: [...base, ...more] });

it.each([
	['is not JSON', 'nonsense', 'Invalid Policy: Invalid JSON.'],
	['is JSON but no object', '[]', 'Invalid Policy: Invalid JSON.'],
	['has no expiration', '{"conditions":[]}', 'Invalid Policy: Policy missing expiration.'],
	[
		'has no conditions',
		`{"expiration":"${expiration}"}`,
		'Invalid Policy: Policy missing conditions.',
	],
	[
		'has an unknown condition',
		withConditions(['like', '$key', 'x']),
		'Invalid Policy: Invalid conditions.2.',
	],
])('answers 400 InvalidPolicyDocument when the policy %s', async (_what, policy, message) => {
	const reply = await sendPolicy(policy);
	expect(reply).toMatchObject({ status: 400, code: 'InvalidPolicyDocument', message });
});

it('accepts a value with the prefix a starts-with condition names', async () => {
	expect(await sendPolicy(withConditions(), { key: 'user/prefix' })).toMatchObject({ status: 204 });
	expect(await storage.exists(BUCKET, 'user/prefix')).toBe(true);
});

it('answers 403 AccessDenied to a value without the prefix a starts-with condition names', async () => {
	expect(await sendPolicy(withConditions(), { key: 'other/prefix' })).toMatchObject({
		status: 403,
		code: 'AccessDenied',
		message:
			'Invalid according to Policy: Policy Condition failed: ["starts-with", "$key", "user/"]',
	});
	expect(await storage.exists(BUCKET, 'other/prefix')).toBe(false);
});

it('answers 403 AccessDenied when a field is absent that may have any value', async () => {
	const policy = withConditions(['starts-with', '$Content-Type', '']);
	expect(await sendPolicy(policy)).toMatchObject({ status: 403, code: 'AccessDenied' });
	const reply = await sendPolicy(policy, { 'Content-Type': 'any/thing' });
	expect(reply).toMatchObject({ status: 204 });
});

it('holds a field to an eq condition written as a list', async () => {
	const policy = withConditions(['eq', '$x-amz-meta-owner', 'me']);
	expect(await sendPolicy(policy, { 'x-amz-meta-owner': 'me' })).toMatchObject({ status: 204 });
	const reply = await sendPolicy(policy, { 'x-amz-meta-owner': 'you' });
	expect(reply).toMatchObject({ status: 403, code: 'AccessDenied' });
});

it.each([
	['200', 200, ''],
	['201', 201, '<PostResponse>'],
	['404', 204, ''],
])('answers success_action_status %s with %d', async (wanted, status, start) => {
	const policy = withConditions({ success_action_status: wanted });
	const reply = await sendPolicy(policy, { success_action_status: wanted });
	expect(reply.status).toBe(status);
	expect(reply.headers.etag).toBe('"5d41402abc4b2a76b9719d911017c592"');
	if (start === '') expect(reply.body).toBe('');
	else
		expect(reply.body).toContain(
			`${start}<Location>${storage.origin}/${BUCKET}/user%2Fa</Location>`,
		);
});

it('answers success_action_redirect with 303 to that URL, with bucket, key and ETag', async () => {
	const fields = { success_action_redirect: 'https://example.com/done?from=n8n' };
	const reply = await sendPolicy(withConditions(fields), fields);
	expect(reply).toMatchObject({ status: 303, body: '' });
	expect(Object.fromEntries(new URL(reply.headers.location!).searchParams)).toEqual({
		from: 'n8n',
		bucket: BUCKET,
		key: 'user/a',
		etag: '"5d41402abc4b2a76b9719d911017c592"',
	});
});

it('ignores a success_action_redirect that is no URL', async () => {
	const fields = { success_action_redirect: 'done' };
	expect(await sendPolicy(withConditions(fields), fields)).toMatchObject({ status: 204 });
});

it('leaves out the ETag if told to', async () => {
	storage.formEtags = false;
	const reply = await sendPolicy(withConditions());
	storage.formEtags = true;
	expect(reply.status).toBe(204);
	expect(reply.headers).not.toHaveProperty('etag');
});

it('puts the name of the file where the key says ${filename}', async () => {
	await sendPolicy(withConditions(), { key: 'user/${filename}' });
	expect(await storage.keys(BUCKET)).toContain('user/local name.bin');
});

it('answers 400 KeyTooLongError to a key of more than 1,024 bytes', async () => {
	const reply = await sendPolicy(withConditions(), { key: `user/${'é/'.repeat(340)}` });
	expect(reply).toMatchObject({ status: 400, code: 'KeyTooLongError' });
});

it('answers 400 InvalidURI to a key that leaves its bucket', async () => {
	const reply = await sendPolicy(withConditions(), { key: 'user/../../escape' });
	expect(reply).toMatchObject({ status: 400, code: 'InvalidURI' });
});
