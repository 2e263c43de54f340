import { StepError } from '../errors';
import { redact } from '../redact';
import type { UploadFile } from './uploadFile';

/** A presigned POST: where the form is sent, and its fields in the order they were issued. */
export interface PostPolicy {
	url: string;
	fields: Record<string, string>;
}

/** A POST policy: the fields that are read here. */
interface Policy {
	expiration?: unknown;
	conditions?: unknown;
}

/** Conditions that the form is checked against; the others are left to S3. */
const CHECKED = ['content-type', 'key'];

/** Who issued a form, for messages. */
export interface FormIssuer {
	vendor: string;
	/** The start of the sentence, e.g. 'The service did not issue an upload form'. */
	refusal: string;
}

/**
 * The policy that comes with a form, which is readable: base64 JSON.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 * @returns undefined when there is none or it cannot be read: then S3 alone decides
 */
function policyOf(fields: PostPolicy['fields']): Policy | undefined {
	const encoded = fieldOf(fields, 'policy');
	if (!encoded) return undefined;
	try {
		const policy = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')) as Policy | null;
		return typeof policy === 'object' && policy !== null ? policy : undefined;
	} catch {
		return undefined;
	}
}

/** Names of form fields are not case-sensitive. */
export function fieldOf(fields: PostPolicy['fields'], name: string): string | undefined {
	return Object.entries(fields).find(([field]) => field.toLowerCase() === name)?.[1];
}

/** When a form expires, ISO 8601 in UTC; undefined when its policy does not say. */
export function policyExpiresAt({ fields }: Pick<PostPolicy, 'fields'>): string | undefined {
	const time = Date.parse(String(policyOf(fields)?.expiration));
	return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/**
 * Refuses a form that would store the file under another key than the vendor will look for, or whose
 * own 'file' field would come before the file.
 * @throws StepError with step `mint`
 */
export function assertUsableForm(
	{ fields, fileKey }: Pick<PostPolicy, 'fields'> & { fileKey: string },
	issuer: FormIssuer,
): void {
	const key = fieldOf(fields, 'key');
	if (!key) throw unusable(issuer, "the form has no 'key'");
	// S3 would insert the name of the file part, which differs from the key that the vendor returned.
	if (key.includes('${filename}')) {
		throw unusable(issuer, "the form's 'key' leaves the file name open with ${filename}");
	}
	if (key !== fileKey) {
		throw unusable(
			issuer,
			`the form stores the file as '${redact(key)}', and the file key is '${redact(fileKey)}'`,
		);
	}
	if (fieldOf(fields, 'file') !== undefined) {
		throw unusable(issuer, "the form already has a 'file' field");
	}
}

/**
 * Checks a form against its own policy and the file, before the first byte is sent.
 * @throws StepError with step `mint` for a form that S3 would refuse, `input` for a file of the wrong
 * size
 */
export function assertPolicyAllows(form: PostPolicy, file: UploadFile, issuer: FormIssuer): void {
	const expiry = policyExpiresAt(form);
	if (expiry && Date.parse(expiry) <= Date.now()) {
		throw new StepError({
			step: 'mint',
			what: `'${file.fileName}' was not sent: the upload form expired at ${expiry}, and it is now ${new Date().toISOString()}`,
			remedy: 'Check the clock on the machine running n8n, then run this item again',
		});
	}
	const conditions = policyOf(form.fields)?.conditions;
	if (!Array.isArray(conditions)) return;
	for (const condition of conditions.flatMap(normalized)) {
		const [operator, name, wanted] = condition;
		if (operator === 'content-length-range') assertSize(file, Number(name), Number(wanted));
		else assertField(form.fields, condition, issuer);
	}
}

/** `{ "key": "a" }` and `["eq", "$key", "a"]` mean the same. */
function normalized(condition: unknown): unknown[][] {
	if (Array.isArray(condition)) return [condition];
	if (typeof condition !== 'object' || condition === null) return [];
	return Object.entries(condition).map(([name, value]) => ['eq', `$${name}`, value]);
}

function assertSize({ fileName, fileSize }: UploadFile, least: number, most: number): void {
	// Anything that is not a number compares as false and is left to S3.
	if (!(fileSize < least || fileSize > most)) return;
	throw new StepError({
		step: 'input',
		what: `'${fileName}' was not sent: it is ${fileSize} bytes; the service accepts ${least} to ${most}`,
		remedy: fileSize < least ? 'Check the node that produces it' : 'Make it smaller or split it',
	});
}

function assertField(fields: PostPolicy['fields'], condition: unknown[], issuer: FormIssuer): void {
	const [operator, name, wanted] = condition;
	if (typeof name !== 'string' || typeof wanted !== 'string') return;
	const field = name.replace(/^\$/, '').toLowerCase();
	if (!CHECKED.includes(field)) return;
	const value = fieldOf(fields, field) ?? '';
	if (operator === 'eq' && value !== wanted) {
		throw unusable(
			issuer,
			`the form's ${field} is '${redact(value)}', but its policy requires '${redact(wanted)}'`,
		);
	}
	if (operator === 'starts-with' && !value.startsWith(wanted)) {
		throw unusable(
			issuer,
			`the form's ${field} is '${redact(value)}', but its policy requires it to start with '${redact(wanted)}'`,
		);
	}
}

function unusable({ vendor, refusal }: FormIssuer, why: string): StepError {
	return new StepError({
		step: 'mint',
		what: `${refusal} that can be used, so nothing was sent: ${why}`,
		remedy: `Check 'Environment' in the credential, then run this item again; if it persists, contact ${vendor} support`,
	});
}
