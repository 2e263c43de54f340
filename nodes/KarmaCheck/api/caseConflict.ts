import type { IDataObject } from 'n8n-workflow';
import { StepError } from '../../shared/errors';
import { isObject, unexpected } from '../../shared/vendor/expectation';
import { redact } from '../../shared/redact';

export interface NewCase extends IDataObject {
	packageId: string;
	email: string;
	givenName: string;
	familyName: string;
}

export interface CreatedCase extends IDataObject {
	caseId: string;
	/** Absent for a case that existed before; null where KarmaCheck names none. */
	caseInvitationId?: string | null;
	existing: boolean;
}

/** How many cases a message names. */
const MAX_LISTED = 3;

/** One entry of the 409 response, with the fields that are used here. */
interface ExistingCase {
	existingCaseId: string;
	existingCaseCrStamp?: string;
	existingCasePackageId?: string;
	existingCasePackageName?: string;
	existingCaseStatus?: string;
}

/**
 * The existing case that prevents a new one.
 * @throws StepError that names such cases, unless one is wanted
 */
export function existingCase(
	conflict: StepError,
	{ email, packageId }: NewCase,
	returnExisting: boolean,
): CreatedCase {
	const cases = casesIn(conflict.response);
	const newestFirst = [...cases].sort((a, b) =>
		(b.existingCaseCrStamp ?? '').localeCompare(a.existingCaseCrStamp ?? ''),
	);
	const [newest] = newestFirst;
	if (!newest)
		throw unexpected({ step: 'request', refusal: conflict.what }, 'the response names no case');
	const chosen = newestFirst.find((one) => one.existingCasePackageId === packageId);
	if (returnExisting && chosen) return { caseId: chosen.existingCaseId, existing: true };
	const listed = newestFirst.slice(0, MAX_LISTED).map((one) => {
		const { existingCasePackageName: name, existingCaseStatus: status } = one;
		const about = [name, status, one.existingCaseCrStamp?.slice(0, 10)].filter(Boolean);
		return redact(`${one.existingCaseId} (${about.join(', ')})`);
	});
	if (newestFirst.length > MAX_LISTED) listed.push('…');
	if (returnExisting) {
		throw new StepError({
			step: 'input',
			httpCode: 409,
			what: `The case for ${email} was not created: there is one already, but of another package: ${listed.join('; ')}`,
			remedy: "Choose that package, or set 'Order Override' under 'Additional Fields'",
		});
	}
	throw new StepError({
		step: 'request',
		httpCode: 409,
		what: `The case for ${email} was not created, because one already exists: ${listed.join('; ')}`,
		remedy:
			"Use that case, set 'If Case Exists' to 'Return Existing Case', or set 'Order Override' under 'Additional Fields'",
	});
}

/** The fields that are texts, as all of these must be. */
function texts(entry: IDataObject): ExistingCase {
	const fields = Object.entries(entry).filter(([, value]) => typeof value === 'string');
	return Object.fromEntries(fields) as unknown as ExistingCase;
}

function casesIn(response: string): ExistingCase[] {
	try {
		const { cases } = JSON.parse(response) as { cases?: unknown };
		const entries = Array.isArray(cases) ? cases.filter(isObject) : [];
		return entries.filter(({ existingCaseId }) => typeof existingCaseId === 'string').map(texts);
	} catch {
		return [];
	}
}
