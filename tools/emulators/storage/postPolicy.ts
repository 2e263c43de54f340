import { z } from 'zod';
import { accessDenied, S3Error } from './errors';

/** Bytes, both ends included. */
export interface SizeRange {
	min: number;
	max: number;
}

const Range = z.tuple([
	z.literal('content-length-range'),
	z.coerce.number().int(),
	z.coerce.number().int(),
]);
const Match = z.tuple([z.enum(['eq', 'starts-with']), z.string().startsWith('$'), z.string()]);
const Equal = z.record(z.string());
const Policy = z.object({
	expiration: z.string().datetime(),
	conditions: z.array(z.union([Range, Match, Equal])),
});

/** Fields that need no condition. */
const FREE_FIELDS = ['policy', 'signature', 'awsaccesskeyid', 'x-amz-signature', 'file'];

/**
 * Checks a form against its policy and returns the size its file may have.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 * @param policy base64 JSON
 * @param fields lower-case names
 */
export function checkPolicy(
	policy: string,
	fields: ReadonlyMap<string, string>,
	bucket: string,
): SizeRange {
	const { expiration, conditions } = parse(policy);
	if (Date.parse(expiration) < Date.now()) throw violation('Policy expired.');

	const range: SizeRange = { min: 0, max: Infinity };
	const named = new Set<string>(FREE_FIELDS);
	const match = (operator: string, name: string, wanted: string) => {
		const field = name.slice(1).toLowerCase();
		named.add(field);
		const value = field === 'bucket' ? bucket : fields.get(field);
		const met = operator === 'eq' ? value === wanted : value?.startsWith(wanted);
		if (met) return;
		throw violation(
			`Policy Condition failed: ["${operator}", ${JSON.stringify(name)}, ${JSON.stringify(wanted)}]`,
		);
	};
	for (const condition of conditions) {
		if (!Array.isArray(condition)) {
			for (const [name, wanted] of Object.entries(condition)) match('eq', `$${name}`, wanted);
		} else if (condition[0] === 'content-length-range') {
			range.min = Math.max(range.min, condition[1]);
			range.max = Math.min(range.max, condition[2]);
		} else {
			match(...condition);
		}
	}

	const extra = [...fields.keys()].filter((n) => !named.has(n) && !n.startsWith('x-ignore-'));
	if (extra.length > 0) throw violation(`Extra input fields: ${extra.join(', ')}`);
	return range;
}

const violation = (what: string) => accessDenied(`Invalid according to Policy: ${what}`);

function parse(policy: string): z.infer<typeof Policy> {
	const invalid = (what: string) =>
		new S3Error(400, 'InvalidPolicyDocument', `Invalid Policy: ${what}`);
	let json: unknown;
	try {
		json = JSON.parse(Buffer.from(policy, 'base64').toString('utf8'));
	} catch {
		throw invalid('Invalid JSON.');
	}
	const parsed = Policy.safeParse(json);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	if (issue?.code === 'invalid_type' && issue.received === 'undefined') {
		throw invalid(`Policy missing ${issue.path.join('.')}.`);
	}
	throw invalid(`Invalid ${issue?.path.join('.') || 'JSON'}.`);
}
