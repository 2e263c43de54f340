import { element } from './xml';
import { fieldOf, type PostPolicy } from './policy';

/** What a storage responded. */
export interface StorageAnswer {
	statusCode: number;
	/** By lower-case name. */
	headers: Record<string, unknown>;
	body: string;
}

/**
 * Whether a PUT is stored: S3 returns the ETag of what it stored, and a proxy that responds in its
 * place has none. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 */
export const isPutStored = ({ statusCode, headers }: StorageAnswer): boolean =>
	statusCode >= 200 && statusCode < 300 && Boolean(headers.etag);

/**
 * Whether a form is stored, by the responses that S3 documents: 204, or the status that the form asks
 * for, 201 with an XML document; or a redirect to the URL that the form names, with the key added.
 * An ETag is not among what is promised.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTForms.html
 */
export function isFormStored(
	{ fields }: Pick<PostPolicy, 'fields'>,
	answer: StorageAnswer,
): boolean {
	const { statusCode, headers, body } = answer;
	const key = fieldOf(fields, 'key');
	switch (statusCode) {
		case 204:
			return true;
		case 200:
			if (headers.etag) return true;
			return fieldOf(fields, 'success_action_status') === '200' && !body.trim();
		case 201: {
			const storedAs = element(body, 'Key');
			if (storedAs && storedAs !== key) return false;
			return Boolean(headers.etag) || (/<PostResponse\b/.test(body) && storedAs === key);
		}
		case 303:
			return leadsTo(
				fieldOf(fields, 'success_action_redirect') ?? fieldOf(fields, 'redirect'),
				String(headers.location ?? ''),
				key,
			);
		default:
			return false;
	}
}

/** S3 adds bucket, key and ETag to the URL that the form names. */
function leadsTo(wanted: string | undefined, location: string, key: string | undefined): boolean {
	if (!wanted || !URL.canParse(wanted) || !URL.canParse(location)) return false;
	const [there, here] = [new URL(wanted), new URL(location)];
	const isThere = there.origin === here.origin && there.pathname === here.pathname;
	return isThere && here.searchParams.get('key') === key;
}
