import type { IExecuteFunctions } from 'n8n-workflow';
import { StepError, toStepError } from '../../shared/errors';
import { entryText } from './response';
import { existingCase, type CreatedCase, type NewCase } from './caseConflict';
import { listCases, type Case } from './cases';
import { karmaCheck, unknownId } from './client';

/** How far apart the clocks of n8n and KarmaCheck may be. */
const CLOCK_DIFFERENCE_MS = 10 * 60_000;

/**
 * Orders a case. It is billed and emails a person, so the call is sent only once. If the outcome is
 * unclear, the group's cases tell whether it worked.
 * https://developer.karmacheck.com/api-reference/cases
 * @throws StepError
 */
export async function createCase(
	context: IExecuteFunctions,
	body: NewCase,
	{ onBehalfOf, returnExisting }: { onBehalfOf: string; returnExisting: boolean },
): Promise<CreatedCase> {
	const request = {
		step: 'request',
		refusal: `The case for ${body.email} was not created`,
		whenUnclear:
			'It is not in the list of cases yet but may appear later: look for it in KarmaCheck before you run this item again',
	} as const;
	const start = Date.now();
	// Without an override KarmaCheck refuses a second case, so a recent one can only be the new one.
	const before = body.orderOverride ? await matchingCases(context, body) : [];
	try {
		const response = await karmaCheck.request(context, {
			method: 'POST',
			path: '/case/create',
			remedies: unknownId('package'),
			body,
			headers: onBehalfOf ? { 'karmacheck-on-behalf-of': onBehalfOf } : undefined,
			...request,
		});
		const caseId = entryText(response, 'caseId', request);
		const caseInvitationId = entryText(response, 'caseInvitationId', request);
		return { caseId, caseInvitationId, existing: false };
	} catch (thrown) {
		const error = toStepError(thrown);
		if (error.httpCode === 409) return existingCase(error, body, returnExisting);
		if (error.unclear) return await newCase(context, body, { before, start }, error);
		throw toStepError(error);
	}
}

/** The active cases for that email and package, newest first. */
async function matchingCases(
	context: IExecuteFunctions,
	{ email, packageId }: NewCase,
): Promise<Case[]> {
	const cases = await listCases(context);
	return cases.filter(
		(one) =>
			one.packageId === packageId &&
			[one.invitationEmail, one.candidateEmail].some(
				(address) => typeof address === 'string' && address.toLowerCase() === email.toLowerCase(),
			),
	);
}

async function newCase(
	context: IExecuteFunctions,
	body: NewCase,
	{ before, start }: { before: Case[]; start: number },
	unclear: StepError,
): Promise<CreatedCase> {
	const known = new Set(before.map(({ id }) => id));
	const now = await matchingCases(context, body).catch(() => undefined);
	const created = now?.find(
		({ id, crStamp }) => !known.has(id) && Date.parse(crStamp) > start - CLOCK_DIFFERENCE_MS,
	);
	if (created) {
		return {
			caseId: created.id,
			caseInvitationId: String(created.caseInvitationId ?? ''),
			existing: false,
		};
	}
	throw now
		? unclear
		: new StepError({
				...unclear,
				remedy:
					'It may have been created, but the list of cases could not be read: look for it in KarmaCheck before you run this item again',
			});
}
