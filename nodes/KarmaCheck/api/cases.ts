import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { asInput } from '../../shared/errors';
import type { Run } from '../../shared/node/operation';
import type { VendorContext } from '../../shared/vendor/vendor';
import { segment } from '../../shared/vendor/path';
import { unexpected, type Expectation } from '../../shared/vendor/expectation';
import { karmaCheck, unknownId } from './client';

/** A case as KarmaCheck returns it; there are many more fields. */
export interface Case extends IDataObject {
	id: string;
	crStamp: string;
	packageId: string;
	packageName: string;
	caseStatus: string;
	invitationEmail: string;
	candidateGivenName?: string;
	candidateFamilyName?: string;
	candidateEmail?: string;
	secondaryStatus?: string;
	apiTrackingCode?: string;
	archived?: number;
}

export interface CaseFilters {
	includeArchived?: boolean;
	packageId?: string;
	userId?: string;
}

const LIST = { step: 'request', refusal: 'The cases could not be read' } as const;

/**
 * All cases of the credential's group, newest first; the API has no paging. Only the list that
 * includes archived cases accepts filters, so archived cases are dropped here if they are not wanted.
 * https://developer.karmacheck.com/api-reference/cases
 * @throws StepError
 */
export async function listCases(
	context: VendorContext,
	{ includeArchived = false, packageId, userId }: CaseFilters = {},
	expectation: Expectation = LIST,
): Promise<Case[]> {
	const filtered = includeArchived || packageId || userId;
	const response = await karmaCheck.request(context, {
		method: 'GET',
		path: filtered ? '/case/list/all' : '/case/list',
		isList: true,
		qs: { ...(packageId ? { packageId } : {}), ...(userId ? { userId } : {}) },
		...expectation,
	});
	const cases = casesOf(response, expectation);
	return includeArchived ? cases : cases.filter(({ archived }) => !archived);
}

/** @throws StepError; KarmaCheck returns 403 for an unknown ID */
export async function getCase(context: VendorContext, caseId: string): Promise<Case> {
	const expectation = {
		step: 'request',
		refusal: `Case ${caseId} could not be read`,
	} as const;
	const response = await karmaCheck.request(context, {
		method: 'GET',
		path: `/case/id/${segment(caseId, 'Case')}`,
		remedies: unknownId('case'),
		...expectation,
	});
	const [found] = casesOf(response, expectation);
	if (!found) throw unexpected(expectation, 'the response contains no case');
	return found;
}

/**
 * A case as it was before anything was sent, read once a run.
 * @throws StepError with step `input` for one that the credential does not have
 */
export async function lookAtCase(
	context: IExecuteFunctions,
	{ once }: Run,
	caseId: string,
): Promise<Case> {
	const look = async () => await getCase(context, caseId).catch(asInput([403, 404]));
	return await once(`case ${caseId}`, look);
}

function casesOf(response: unknown, expectation: Expectation): Case[] {
	const cases = (response as { cases?: unknown } | null)?.cases;
	if (!Array.isArray(cases) || cases.some((one) => typeof one?.id !== 'string')) {
		throw unexpected(expectation, 'the response contains no list of cases');
	}
	return cases as Case[];
}

/** The ten fields that workflows need most. */
export function simplified(one: Case): IDataObject {
	return {
		id: one.id,
		caseStatus: one.caseStatus,
		secondaryStatus: one.secondaryStatus,
		resultType: one.resultType,
		packageName: one.packageName,
		...nameAndEmail(one),
		crStamp: one.crStamp,
		apiTrackingCode: one.apiTrackingCode,
	};
}

/** What tells the cases of one person apart, for a list or a message. */
export const aboutCase = (one: Case): string =>
	[one.packageName, one.caseStatus, one.crStamp?.slice(0, 10)].filter(Boolean).join(', ');

const emailsOf = (one: Case): string[] =>
	[one.candidateEmail, one.invitationEmail]
		.filter((email): email is string => typeof email === 'string')
		.map((email) => email.trim().toLowerCase());

/** Whether it is the case of that address, letter case and blanks aside. */
export const isCaseOf = (one: Case, email: string): boolean =>
	emailsOf(one).includes(email.trim().toLowerCase());

/** The texts that a search for cases looks at. */
export const searchTexts = (one: Case): unknown[] => {
	const { candidateGivenName, candidateFamilyName } = nameAndEmail(one);
	const { packageName, caseStatus, secondaryStatus } = one;
	return [
		candidateGivenName,
		candidateFamilyName,
		...emailsOf(one),
		packageName,
		caseStatus,
		secondaryStatus,
	];
};

/** The candidate's own data once there is some, and the invitation's until then. */
export function nameAndEmail(one: Case) {
	return {
		candidateGivenName: one.candidateGivenName ?? one.invitationGivenName,
		candidateFamilyName: one.candidateFamilyName ?? one.invitationFamilyName,
		candidateEmail: one.candidateEmail ?? one.invitationEmail,
	};
}
