import { randomBytes } from 'crypto';
import { policyExpiresAt, type PostPolicy } from './policy';
import { isFormStored } from './stored';
import type { StorageRequest } from './transfer';
import type { UploadFile } from './uploadFile';

/**
 * The form upload for a presigned POST policy: the given fields in their order, then `file`, and
 * nothing else, since S3 refuses fields that the policy does not name and ignores what follows the
 * file. The length is known in advance because S3 does not accept chunked bodies.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
export function postRequest(
	{ url, fields }: PostPolicy,
	file: UploadFile,
	boundary = `n8n-${randomBytes(18).toString('hex')}`,
): StorageRequest {
	const { head, tail } = formAround(fields, file, boundary);
	return {
		method: 'POST',
		url,
		headers: {
			'Content-Type': `multipart/form-data; boundary=${boundary}`,
			'Content-Length': String(head.length + file.fileSize + tail.length),
		},
		around: { head, tail },
		expiresAt: policyExpiresAt({ fields }),
		isStored: (answer) => isFormStored({ fields }, answer),
	};
}

/** Everything in a multipart/form-data body except the bytes of the file. RFC 7578. */
function formAround(fields: Record<string, string>, file: UploadFile, boundary: string) {
	const parts = Object.entries(fields).map(
		([name, value]) =>
			`--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"\r\n\r\n${value}\r\n`,
	);
	const opening =
		`--${boundary}\r\n` +
		`Content-Disposition: form-data; name="file"; filename="${escaped(file.fileName)}"\r\n` +
		`Content-Type: ${file.mimeType}\r\n\r\n`;
	return {
		head: Buffer.from(parts.join('') + opening),
		tail: Buffer.from(`\r\n--${boundary}--\r\n`),
	};
}

/** As browsers do: https://html.spec.whatwg.org/#multipart-form-data */
function escaped(name: string): string {
	return name.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');
}
