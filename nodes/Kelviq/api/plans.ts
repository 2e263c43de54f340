import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { toStepError } from '../../shared/errors';
import type { VendorContext } from '../../shared/vendor/vendor';
import type { Expectation } from '../../shared/vendor/expectation';
import { segment } from '../../shared/vendor/path';
import { entityOf } from './response';
import { readPage, readPages, type Page } from './pages';
import { kelviq } from './client';

/** One version of a plan: the fields that are used here; there are more. */
export interface Plan extends IDataObject {
	/** The same in all versions; paths accept nothing else. */
	identifier: string;
	name: string;
	/** UUID. */
	product: string;
	version: number;
	/** Whether this is the published version. */
	isLatest: boolean;
}

const PATH = '/catalog/plans/';

export const PLANS = { path: PATH, name: 'plans' };

/** A plan is found by its identifier only, which is easily confused with its name. */
export const UNKNOWN_PLAN = {
	404: "Choose the plan from the list, or enter its identifier (e.g. 'pro-monthly'), not its name",
};

export const planPath = (identifier: string) => `${PATH}${segment(identifier, 'Plan')}/`;

/** The first plans in their newest versions, without archived ones. @throws StepError */
export async function listPlans(context: VendorContext, wanted: number): Promise<Plan[]> {
	return await readPages<Plan>(context, PLANS, wanted);
}

/** @throws StepError */
export async function plansPage(context: VendorContext, number: number): Promise<Page<Plan>> {
	return await readPage<Plan>(context, PLANS, number);
}

const reading = (identifier: string): Expectation => ({
	step: 'request',
	refusal: `Plan ${identifier} could not be read`,
});

/**
 * A plan in the given version.
 * @param version if omitted, the one that Kelviq calls the latest
 * @throws StepError
 */
export async function getPlan(
	context: IExecuteFunctions,
	identifier: string,
	version?: number,
	expectation: Expectation = reading(identifier),
): Promise<Plan> {
	const response = await kelviq.request(context, {
		method: 'GET',
		path: planPath(identifier),
		qs: version === undefined ? {} : { version },
		remedies: UNKNOWN_PLAN,
		...expectation,
	});
	return entityOf<Plan>(response, 'identifier', expectation);
}

/** The version with that number, or undefined if there is none. @throws StepError */
export async function findVersion(
	context: IExecuteFunctions,
	identifier: string,
	version: number,
	expectation?: Expectation,
): Promise<Plan | undefined> {
	try {
		return await getPlan(context, identifier, version, expectation);
	} catch (thrown) {
		const error = toStepError(thrown);
		if (error.httpCode === 404 || error.httpCode === 400) return undefined;
		throw toStepError(error);
	}
}

/**
 * The newest version: the draft if there is one. Which version Kelviq returns by default is not
 * documented, so if it is a published one, the draft is requested by the next number.
 * @throws StepError
 */
export async function newestPlan(
	context: IExecuteFunctions,
	identifier: string,
	expectation?: Expectation,
): Promise<Plan> {
	const plan = await getPlan(context, identifier, undefined, expectation);
	if (!plan.isLatest || !Number.isInteger(plan.version)) return plan;
	return (await findVersion(context, identifier, plan.version + 1, expectation)) ?? plan;
}

/** The ten fields that workflows need most. */
export function simplified(plan: Plan): IDataObject {
	const { identifier, name, description, product, version, isLatest, isVisible } = plan;
	const { license, links, files } = plan;
	const about = { identifier, name, description, product, version, isLatest, isVisible };
	return { ...about, license, links, files };
}
