import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { StepError, toStepError } from '../../shared/errors';
import type { Run } from '../../shared/node/operation';
import { exactlyOnce, type WriteNote } from '../../shared/vendor/exactlyOnce';
import { entryText } from './response';
import { existingCase, type CreatedCase, type NewCase } from './caseConflict';
import { listCases, type Case } from './cases';
import { karmaCheck, unknownId } from './client';

/** What is noted of a new case over the tries of a node: JSON. */
interface CaseNotes extends WriteNote {
	/** The cases of that email and package that were there before; null where they are not known. */
	before?: string[] | null;
	/** Whether it is among the orders of the run whose end is unclear. */
	isOpen?: boolean;
}

interface CaseOptions {
	onBehalfOf: string;
	returnExisting: boolean;
	notes: CaseNotes;
	run: Run;
}

/** How long a list of cases is taken for what was there before an order, in seconds. */
const LIST_AGE = 30;

/**
 * Orders a case. It is billed and emails a person, so the call is sent once, whatever comes back. After
 * an unclear answer the group's cases tell whether it worked.
 * https://developer.karmacheck.com/api-reference/cases
 * @throws StepError
 */
export async function createCase(
	context: IExecuteFunctions,
	body: NewCase,
	{ onBehalfOf, returnExisting, notes, run }: CaseOptions,
): Promise<CreatedCase> {
	const request = {
		step: 'request',
		refusal: `The case for ${body.email} was not created`,
		whenUnclear:
			'It may appear in the list of cases later: look for it in KarmaCheck before you run this item again',
	} as const;
	// That of an earlier try may be too old, or could not be read.
	if (!notes.unclear) notes.before = await idsBefore(context, body, run);
	const given = (run.shared.cases ??= []) as string[];
	const open = (run.shared.open ??= []) as string[];
	const person = JSON.stringify([body.email.toLowerCase(), body.packageId, body.apiTrackingCode]);

	const send = async (): Promise<CreatedCase> => {
		const response = await karmaCheck.request(context, {
			method: 'POST',
			path: '/case/create',
			remedies: unknownId('package'),
			body,
			headers: onBehalfOf ? { 'karmacheck-on-behalf-of': onBehalfOf } : undefined,
			...request,
		});
		const caseId = entryText(response, 'caseId', request);
		return { caseId, caseInvitationId: invitationIn(response), existing: false };
	};
	const find = async (): Promise<CreatedCase | undefined> => {
		if (!notes.before) throw unknownBefore(notes.unclear?.what ?? request.refusal);
		const cases = (await listCases(context)).filter(isFor(body));
		const fresh = cases.filter(({ id }) => !notes.before?.includes(id) && !given.includes(id));
		const others = open.filter((one) => one === person).length - (notes.isOpen ? 1 : 0);
		if (fresh.length && fresh.length + others > 1) throw notTold(body, fresh);
		const [created] = fresh;
		if (!created) return undefined;
		return { caseId: created.id, caseInvitationId: invitationIn(created), existing: false };
	};
	try {
		const { signal } = run;
		const created = await exactlyOnce({ send, find, again: false, note: notes, signal });
		given.push(created.caseId);
		if (notes.isOpen) open.splice(open.indexOf(person), 1);
		delete notes.isOpen;
		return created;
	} catch (thrown) {
		const error = toStepError(thrown);
		if (error.unclear && !notes.isOpen) {
			notes.isOpen = true;
			open.push(person);
		}
		if (error.httpCode === 409) return existingCase(error, body, returnExisting);
		throw toStepError(error);
	}
}

/** The cases of that email and package, as they were a moment ago; null where they cannot be read. */
async function idsBefore(
	context: IExecuteFunctions,
	body: NewCase,
	{ once }: Run,
): Promise<string[] | null> {
	const read = async () => (await listCases(context)).map(whoseCase);
	const cases = await once('newest list of cases', read, LIST_AGE).catch(() => null);
	return cases && cases.filter(isFor(body)).map(({ id }) => id);
}

const WHOSE = ['id', 'packageId', 'apiTrackingCode', 'invitationEmail', 'candidateEmail'] as const;

type WhoseCase = Pick<Case, (typeof WHOSE)[number]>;

/** All that is kept of a list of cases, which can be long. */
const whoseCase = (one: Case) =>
	Object.fromEntries(WHOSE.map((name) => [name, one[name]])) as unknown as WhoseCase;

/** Null where KarmaCheck names none: the case is ordered all the same. */
function invitationIn(one: unknown): string | null {
	const { caseInvitationId } = one as IDataObject;
	return typeof caseInvitationId === 'string' && caseInvitationId ? caseInvitationId : null;
}

/** @param what the order's own end */
function unknownBefore(what: string): StepError {
	return new StepError({
		step: 'request',
		unclear: true,
		what: `${what}, and the list of cases could not be read`,
		remedy: 'Look for it in KarmaCheck before you run this item again',
	});
}

/** Whether a case is of that email, package and tracking code: an order without one has none. */
function isFor({ email, packageId, apiTrackingCode }: NewCase): (one: WhoseCase) => boolean {
	const isAddress = (address: unknown) =>
		typeof address === 'string' && address.toLowerCase() === email.toLowerCase();
	return (one) =>
		one.packageId === packageId &&
		(one.apiTrackingCode || undefined) === apiTrackingCode &&
		[one.invitationEmail, one.candidateEmail].some(isAddress);
}

/** Where what is new may be of another order of the run, or of somebody else. */
function notTold({ email }: NewCase, cases: Case[]): StepError {
	const are = cases.length > 1 ? 'several are new' : 'one is new that may be of another item';
	return new StepError({
		step: 'request',
		unclear: true,
		what: `It is unclear whether the case for ${email} was created: no response arrived, and ${are}: ${cases.map(({ id }) => id).join(', ')}`,
		remedy: 'Check this in KarmaCheck before you run this item again',
	});
}
