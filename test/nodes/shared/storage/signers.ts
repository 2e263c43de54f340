import S3 from 'aws-sdk/clients/s3';
import type { PostOptions, PresignedPost, PutOptions, Storage } from '../../../../tools/emulators';
import { signPolicyV2 } from '../../../../tools/emulators/storage/signV2';
import { presignPostV4, presignPutV4 } from '../../../../tools/emulators/storage/signV4';

export interface Keys {
	accessKeyId: string;
	secretAccessKey: string;
	sessionToken?: string;
}

/** With a token: a role's keys, which are worthless without it. */
export const keysOf = (storage: Storage, withToken: boolean): Keys => {
	const { accessKeyId, secretAccessKey, sessionToken } = storage;
	return withToken ? { accessKeyId, secretAccessKey, sessionToken } : storage.longTerm;
};

export interface Style {
	version: 'v2' | 'v4';
	/** Whether the bucket comes before the host name instead of in the path. */
	virtualHost?: boolean;
}

const endpointOf = ({ origin }: Storage, virtualHost: boolean) =>
	virtualHost ? origin.replace('127.0.0.1', 's3.localhost') : origin;

/** A PUT as the AWS SDKs sign it. */
export async function signedPut(
	{ version, virtualHost = false }: Style,
	storage: Storage,
	keys: Keys,
	options: PutOptions,
): Promise<string> {
	const endpoint = endpointOf(storage, virtualHost);
	if (version === 'v4') return await presignPutV4(endpoint, keys, options, virtualHost);
	const s3ForcePathStyle = !virtualHost;
	const client = new S3({ ...keys, endpoint, signatureVersion: 'v2', s3ForcePathStyle });
	return await client.getSignedUrlPromise('putObject', {
		Bucket: options.bucket,
		Key: options.key,
		ContentType: options.contentType,
	});
}

/** A form as the AWS SDKs sign it; for V2 that is boto3, which no package here provides. */
export async function signedPost(
	{ version, virtualHost = false }: Style,
	storage: Storage,
	{ accessKeyId, secretAccessKey, sessionToken }: Keys,
	options: PostOptions,
): Promise<PresignedPost> {
	const { bucket, key, contentType } = options;
	const endpoint = endpointOf(storage, virtualHost);
	if (version === 'v4') {
		const keys = { accessKeyId, secretAccessKey, sessionToken };
		return await presignPostV4(endpoint, keys, options, virtualHost);
	}
	const token = sessionToken ? { 'x-amz-security-token': sessionToken } : {};
	const given = { 'Content-Type': contentType, key, ...token };
	const policy = Buffer.from(
		JSON.stringify({
			expiration: new Date(Date.now() + 3_600_000).toISOString(),
			conditions: [given, { bucket }, ['content-length-range', 0, 1_000]],
		}),
	).toString('base64');
	const signature = signPolicyV2(policy, secretAccessKey);
	const fields = { ...given, AWSAccessKeyId: accessKeyId, policy, signature };
	const url = virtualHost ? endpoint.replace('://', `://${bucket}.`) : `${endpoint}/${bucket}`;
	return { url: `${url}/`, fields: fields as Record<string, string> };
}
