import { STATUS_CODES } from 'node:http';

import { Refusal } from '../../vendor/types';
import type { CaseSummary } from './types';

/** 409 with the conflicting cases; the only error without a message. */
export function conflict(cases: CaseSummary[]): Refusal {
	const existing = cases.map((one) => ({
		existingCaseId: one.id,
		existingCaseCrStamp: one.crStamp,
		existingCasePackageId: one.packageId,
		existingCasePackageName: one.packageName,
		existingCaseStatusId: one.caseStatusId,
		existingCaseStatus: one.caseStatus,
		...(one.secondaryStatus && {
			existingCaseSecondaryStatusId: one.secondaryCaseStatusId,
			existingCaseSecondaryStatus: one.secondaryStatus,
		}),
		modStamp: one.modStamp,
	}));
	const httpStatus = STATUS_CODES[409]?.toUpperCase();
	return new Refusal({ status: 409, json: { httpStatus, cases: existing } });
}
