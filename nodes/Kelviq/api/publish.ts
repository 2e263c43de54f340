import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { StepError } from '../../shared/errors';
import { redact } from '../../shared/redact';
import type { Run } from '../../shared/node/operation';
import type { Expectation } from '../../shared/vendor/expectation';
import { exactlyOnce } from '../../shared/vendor/exactlyOnce';
import { newestPlan, planPath, UNKNOWN_PLAN, type Plan } from './plans';
import { kelviq } from './client';

const REMEDIES = {
	...UNKNOWN_PLAN,
	400: "To be published, a plan needs a draft and a price in every required currency: add what is missing in Kelviq's dashboard, then publish the plan",
	428: "Connect the billing provider in Kelviq's dashboard, then publish the plan",
};

/**
 * Makes a plan's draft the version that buyers see.
 * @param body whether existing customers are migrated
 * @throws StepError
 */
export async function publishPlan(
	context: IExecuteFunctions,
	identifier: string,
	body: IDataObject,
	{ step, refusal }: Pick<Expectation, 'step' | 'refusal'>,
): Promise<void> {
	const expectation: Expectation = {
		step,
		refusal,
		remedies: REMEDIES,
		whenUnclear: 'Check the plan in Kelviq first: it may have been published anyway',
	};
	const publish = async () => {
		const path = `${planPath(identifier)}publish/`;
		const response = await kelviq.request(context, { method: 'POST', path, body, ...expectation });
		const status = (response as IDataObject | null)?.status;
		if (status === 'published') return true;
		throw new StepError({
			step,
			unclear: true,
			what: `${refusal}: Kelviq returned the status ${redact(JSON.stringify(status) ?? 'undefined')} instead of "published"`,
			remedy: String(expectation.whenUnclear),
		});
	};
	const find = async () =>
		(await newestPlan(context, identifier, expectation)).isLatest ? true : undefined;
	await exactlyOnce(publish, find);
}

/** Tells the user, once for each plan in a run, that buyers do not see the change yet. */
export async function hintAtDraft(
	context: IExecuteFunctions,
	run: Run,
	{ identifier, version }: Plan,
): Promise<void> {
	await run.once(`hint at the draft of ${identifier}`, async () => {
		context.addExecutionHints({
			type: 'info',
			location: 'outputPane',
			message: `The draft of plan '${identifier}'${Number.isInteger(version) ? ` (version ${version})` : ''} has changed. Buyers will not see the change until you publish the plan`,
		});
	});
}
