import { createHmac } from 'node:crypto';
import { accessDenied, invalidArgument, signatureDoesNotMatch } from './errors';
import type { Keys } from './keys';
import { signPolicyV2 } from './signV2';

const V2_FIELDS = ['AWSAccessKeyId', 'signature'];
const V4_FIELDS = ['x-amz-algorithm', 'x-amz-credential', 'x-amz-date', 'x-amz-signature'];

/** The form's policy (base64) once its signature is verified; throws S3's refusal otherwise. */
export function signedPolicy(fields: ReadonlyMap<string, string>, keys: Keys): string {
	const has = (name: string) => fields.has(name.toLowerCase());
	const isV4 = V4_FIELDS.some(has);
	if (!isV4 && !V2_FIELDS.some(has) && !has('policy')) throw accessDenied('Access Denied');

	const required = [...(isV4 ? V4_FIELDS : V2_FIELDS), 'policy'];
	const missing = required.find((name) => !has(name));
	if (missing !== undefined) throw missingField(missing);

	const field = (name: string) => fields.get(name) ?? '';
	const policy = field('policy');
	const credential = isV4 ? field('x-amz-credential') : field('awsaccesskeyid');
	const accessKeyId = credential.split('/')[0]!;
	const secret = keys.secretFor(accessKeyId, fields.get('x-amz-security-token'));
	const provided = isV4 ? field('x-amz-signature') : field('signature');
	const expected = isV4 ? signPolicyV4(policy, credential, secret) : signPolicyV2(policy, secret);
	if (provided !== expected) {
		throw signatureDoesNotMatch({
			AWSAccessKeyId: accessKeyId,
			StringToSign: policy,
			SignatureProvided: provided,
		});
	}
	return policy;
}

/** 400 InvalidArgument: S3 reads no field after the file. */
export const missingField = (name: string) =>
	invalidArgument(
		`Bucket POST must contain a field named '${name}'.  If it is specified, please check the ` +
			'order of the fields.',
		name,
		'',
	);

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html */
function signPolicyV4(policy: string, credential: string, secret: string): string {
	const [, ...scope] = credential.split('/');
	let key: string | Buffer = `AWS4${secret}`;
	for (const part of scope) key = createHmac('sha256', key).update(part).digest();
	return createHmac('sha256', key).update(policy).digest('hex');
}
