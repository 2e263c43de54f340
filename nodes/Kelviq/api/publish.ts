import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { StepError } from '../../shared/errors';
import type { Run } from '../../shared/node/operation';
import { RUN_AGAIN, type Expectation } from '../../shared/vendor/expectation';
import { exactlyOnce, type WriteNote } from '../../shared/vendor/exactlyOnce';
import { getPlan, planPath, UNKNOWN_PLAN, type Plan } from './plans';
import { kelviq } from './client';

const REMEDIES = {
	...UNKNOWN_PLAN,
	400: "To be published, a plan needs a draft and a price in every required currency: add what is missing in Kelviq's dashboard, then publish the plan",
	428: "Connect the billing provider in Kelviq's dashboard, then publish the plan",
};

/**
 * Makes a plan's draft the version that buyers see.
 * @param version the draft's number; without it, an unclear end cannot be told from another version
 * @param body whether existing customers are migrated
 * @throws StepError
 */
export async function publishPlan(
	context: IExecuteFunctions,
	{ identifier, version, note }: { identifier: string; version?: number; note?: WriteNote },
	body: IDataObject,
	{ step, refusal }: Pick<Expectation, 'step' | 'refusal'>,
): Promise<void> {
	const expectation: Expectation = {
		step,
		refusal,
		remedies: REMEDIES,
		whenUnclear: 'Check the plan in Kelviq first: it may have been published anyway',
	};
	const send = async () => {
		const path = `${planPath(identifier)}publish/`;
		const response = await kelviq.request(context, { method: 'POST', path, body, ...expectation });
		const status = (response as IDataObject | null)?.status;
		if (status === 'published') return true;
		throw notPublished(expectation);
	};
	const find = async () => {
		const plan = await getPlan(context, identifier, version, expectation);
		return plan.isLatest ? true : undefined;
	};
	const look = version === undefined ? {} : { find };
	await exactlyOnce({ send, ...look, note, signal: context.getExecutionCancelSignal() });
}

function notPublished({ step, refusal, whenUnclear = RUN_AGAIN }: Expectation) {
	return new StepError({
		step,
		unclear: true,
		accepted: true,
		what: `${refusal}: Kelviq returned another status than "published"`,
		remedy: whenUnclear,
	});
}

/** A plan, and the version if it is known. */
type InVersion = Pick<Plan, 'identifier'> & Partial<Pick<Plan, 'version'>>;

const inVersion = ({ version }: InVersion) =>
	Number.isInteger(version) ? ` (version ${version})` : '';

/** Tells the user, once for each plan in a run, that buyers do not see the change yet. */
export async function hintAtDraft(
	context: IExecuteFunctions,
	run: Run,
	plan: InVersion,
	isPublishing = false,
): Promise<void> {
	const { identifier } = plan;
	await run.once(`hint at the draft of ${identifier}`, async () => {
		const next = isPublishing
			? 'It was not published, because not every item in this run has its files there'
			: 'Buyers will not see the change until you publish the plan';
		context.addExecutionHints({
			type: 'info',
			location: 'outputPane',
			message: `The draft of plan '${identifier}'${inVersion(plan)} has changed. ${next}`,
		});
	});
}

/** Tells the user that a draft was published that held more than what this run put in. */
export function hintAtOthersDraft(context: IExecuteFunctions, plan: Plan): void {
	context.addExecutionHints({
		type: 'info',
		location: 'outputPane',
		message: `The draft of plan '${plan.identifier}'${inVersion(plan)} was open before this run. It was published with all the changes in it`,
	});
}
