import v4 from '@20minutes/s3rver/lib/signature/v4';

/** Where a bucket's name comes before the host name, e.g. http://bucket.s3.localhost:4568/key. */
const VIRTUAL_HOST = /^(.+)\.s3\.localhost$/;

/** The bucket that a host name (without its port) refers to. */
export const bucketOfHost = (hostname: string): string | undefined =>
	VIRTUAL_HOST.exec(hostname)?.[1];

const { getStringToSign } = v4;

/**
 * s3rver puts the bucket into the path that Signature V4 is calculated over, which S3 does for V2 only:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html#canonical-request
 */
v4.getStringToSign = (request, signature) => {
	const bucket = bucketOfHost(String(request.headers.host ?? '').replace(/:\d+$/, ''));
	const uri = bucket ? request.uri.slice(`/${bucket}`.length) : request.uri;
	return getStringToSign({ ...request, uri }, signature);
};
