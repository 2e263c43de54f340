import type { Endpoint } from '../../vendor/types';
import { requireCase } from '../access';
import { badRequest, forbidden, unprocessable } from '../answers';
import { conflict } from '../cases/conflict';
import { activeCasesOf } from '../cases/lists';
import { archive, orderedCase } from '../cases/order';
import type { CaseSummary } from '../cases/types';
import { documentIdsIn, processingFaults, type WantedCase } from '../cases/wanted';
import type { KarmaCheckState } from '../state';

/**
 * Orders a case and links its documents. A repeat is a conflict, or with `orderOverride: add`
 * another bill.
 * https://developer.karmacheck.com/api-reference/cases
 */
export const createCase: Endpoint<KarmaCheckState> = (state, { body, headers }) => {
	const wanted = body as WantedCase;
	const ofPackage = state.packages.find(({ id }) => id === wanted.packageId);
	if (!ofPackage) throw forbidden(`You do not have access to package ${wanted.packageId}`);
	const userId = orderedBy(state, headers['karmacheck-on-behalf-of'], wanted.packageId);

	const needsPhone = wanted.packageId === state.healthPackageId;
	const faults = [...processingFaults(wanted, needsPhone), ...documentFaults(state, wanted)];
	if (wanted.orderOverride === 'replace' && wanted.replaceCaseId === undefined) {
		faults.push('replaceCaseId should not be empty when orderOverride is replace');
	}
	if (faults.length > 0) throw badRequest(faults);

	const replaced = caseToReplace(state, wanted);
	if (replaced) archive(replaced);

	const ordered: CaseSummary = {
		...orderedCase(state.owner, {
			person: wanted,
			package: ofPackage,
			orderedAt: new Date(),
			userId,
			autoProcess: wanted.autoProcess,
		}),
		...(wanted.apiTrackingCode !== undefined && { apiTrackingCode: wanted.apiTrackingCode }),
		...(wanted.apiTrackingUser !== undefined && { apiTrackingUser: wanted.apiTrackingUser }),
	};
	state.cases.push(ordered);
	state.casesCreated++;
	state.listLag.made(ordered.id);
	const linked = documentIdsIn(wanted).map(({ id }) => id);
	for (const record of state.records) if (linked.includes(record.id)) record.caseId = ordered.id;
	return { json: { caseId: ordered.id, caseInvitationId: ordered.caseInvitationId } };
};

/** If KarmaCheck does not know the user, the order stays with the API client. */
function orderedBy(
	{ users, clientId }: KarmaCheckState,
	email: string | undefined,
	packageId: string,
): string {
	const user = users.find((one) => one.email === email?.toLowerCase());
	if (!user) return clientId;
	if (!user.mayOrder.includes(packageId)) {
		throw forbidden(`User ${user.email} is not authorized to order package ${packageId}`);
	}
	return user.id;
}

function documentFaults({ records }: KarmaCheckState, wanted: WantedCase): string[] {
	return documentIdsIn(wanted).flatMap(({ field, id }) => {
		const record = records.find((one) => one.id === id);
		if (!record) return [`${field} is not known`];
		return record.caseId === null ? [] : [`${field} belongs to a case`];
	});
}

/** The case that the new one replaces; 409 if one conflicts, 422 if it cannot be replaced. */
function caseToReplace(state: KarmaCheckState, wanted: WantedCase): CaseSummary | undefined {
	const active = activeCasesOf(state.cases, wanted.email);
	if (wanted.orderOverride === 'add') return undefined;
	if (wanted.orderOverride !== 'replace') {
		if (active.length > 0) throw conflict(active);
		return undefined;
	}
	const replaced = requireCase(state, wanted.replaceCaseId ?? '', 'case');
	if (!active.includes(replaced)) {
		throw unprocessable(`Case ${replaced.id} is not an active case of ${wanted.email}`);
	}
	if (replaced.caseStatus === 'Complete' || replaced.caseStatus === 'Adjudicated') {
		throw unprocessable('Cannot replace an already completed case.');
	}
	return replaced;
}
