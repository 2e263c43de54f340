import { StepError } from '../errors';
import type { UploadFile } from './source';

/** A presigned POST: where the form goes, and its fields in the order they were given. */
export interface PostPolicy {
	url: string;
	fields: Record<string, string>;
}

/** What a POST policy says of itself; the fields that are read here. */
interface Policy {
	expiration?: unknown;
	conditions?: unknown;
}

/** Conditions that are held against the form; the others S3 knows more about. */
const CHECKED = ['content-type', 'key'];

/**
 * The policy that comes with a form, which is readable: base64 JSON.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 * @returns undefined when there is none or it cannot be read: then S3 is the only judge
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

/** Names of form fields have no case. */
function fieldOf(fields: PostPolicy['fields'], name: string): string | undefined {
	return Object.entries(fields).find(([field]) => field.toLowerCase() === name)?.[1];
}

/** When a form expires, ISO 8601 in UTC; undefined when its policy does not tell. */
export function policyExpiresAt({ fields }: Pick<PostPolicy, 'fields'>): string | undefined {
	const time = Date.parse(String(policyOf(fields)?.expiration));
	return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/**
 * Refuses a form that would store the file under a name that nobody knows, or that has a place for
 * the file where it would not be the last.
 * @throws StepError with step `mint`
 */
export function assertUsableForm({ fields }: Pick<PostPolicy, 'fields'>, refusal: string): void {
	const key = fieldOf(fields, 'key');
	if (!key) throw unusable(refusal, "its form has no 'key'");
	// S3 would put the name of the file part there, which is another name than the file's key has.
	if (key.includes('${filename}')) {
		throw unusable(refusal, "the 'key' of its form leaves the name open with ${filename}");
	}
	if (fieldOf(fields, 'file') !== undefined) {
		throw unusable(refusal, "its form has a field 'file' of its own");
	}
}

/**
 * Holds a form against its own policy and the file, before the first byte goes out.
 * @throws StepError with step `mint` for a form that S3 would refuse, `input` for a file of a wrong
 * size
 */
export function assertPolicyAllows(form: PostPolicy, file: UploadFile, refusal: string): void {
	const expiry = policyExpiresAt(form);
	if (expiry && Date.parse(expiry) <= Date.now()) {
		throw new StepError({
			step: 'mint',
			what: `'${file.fileName}' was not sent: the upload form expired at ${expiry}, and it is ${new Date().toISOString()}`,
			remedy: "Check the clock of n8n's machine, then run this item again",
		});
	}
	const conditions = policyOf(form.fields)?.conditions;
	if (!Array.isArray(conditions)) return;
	for (const condition of conditions.flatMap(normalized)) {
		const [operator, name, wanted] = condition;
		if (operator === 'content-length-range') assertSize(file, Number(name), Number(wanted));
		else assertField(form.fields, condition, refusal);
	}
}

/** `{ "key": "a" }` and `["eq", "$key", "a"]` mean the same. */
function normalized(condition: unknown): unknown[][] {
	if (Array.isArray(condition)) return [condition];
	if (typeof condition !== 'object' || condition === null) return [];
	return Object.entries(condition).map(([name, value]) => ['eq', `$${name}`, value]);
}

function assertSize({ fileName, fileSize }: UploadFile, least: number, most: number): void {
	// Whatever is no number compares as false, and is left to S3.
	if (!(fileSize < least || fileSize > most)) return;
	throw new StepError({
		step: 'input',
		what: `'${fileName}' was not sent: it has ${fileSize} bytes, and ${least} to ${most} are allowed`,
		remedy: fileSize < least ? 'Check the node that produces it' : 'Make it smaller or split it',
	});
}

function assertField(fields: PostPolicy['fields'], condition: unknown[], refusal: string): void {
	const [operator, name, wanted] = condition;
	if (typeof name !== 'string' || typeof wanted !== 'string') return;
	const field = name.replace(/^\$/, '').toLowerCase();
	if (!CHECKED.includes(field)) return;
	const value = fieldOf(fields, field) ?? '';
	if (operator === 'eq' && value !== wanted) {
		throw unusable(refusal, `its form has the ${field} '${value}', and its policy '${wanted}'`);
	}
	if (operator === 'starts-with' && !value.startsWith(wanted)) {
		throw unusable(
			refusal,
			`its form has the ${field} '${value}', and its policy wants it to start with '${wanted}'`,
		);
	}
}

function unusable(refusal: string, why: string): StepError {
	return new StepError({
		step: 'mint',
		what: `${refusal} that can be used, so nothing was sent: ${why}`,
		remedy: "Check 'Environment' in the credential, run this item again, and tell the service",
	});
}
