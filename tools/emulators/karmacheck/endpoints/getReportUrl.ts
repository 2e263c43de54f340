import type { Endpoint } from '../../vendor/types';
import { requireCase } from '../access';
import { unprocessable } from '../answers';
import { downloadUrl } from '../downloadUrl';
import type { KarmaCheckState } from '../state';

/**
 * A presigned GET URL of the report of a whole case, which is valid for one minute; 422 until the case
 * is complete.
 * https://developer.karmacheck.com/api-reference/cases
 */
export const getReportUrl: Endpoint<KarmaCheckState> = async (state, { params }) => {
	const one = requireCase(state, params.caseId ?? '', 'case');
	if (one.caseStatus !== 'Complete' && one.caseStatus !== 'Adjudicated') {
		throw unprocessable('The report is not ready.');
	}
	const key = state.reportKey(one.id);
	if (state.lostReports.has(one.id)) return { status: 404, text: 'Report not found' };
	return await downloadUrl(state, key, state.reportUrlExpiresInSeconds);
};
