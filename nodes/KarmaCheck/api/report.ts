import type { IExecuteFunctions } from 'n8n-workflow';
import { StepError, toStepError } from '../../shared/errors';
import { download, type Download } from '../../shared/storage/download';
import { segment } from '../../shared/vendor/path';
import { karmaCheck, unknownId } from './client';
import { issuedUrl } from './download';

/**
 * Streams the PDF of a finished case into n8n's binary store. Its URL is valid for 60 seconds only, so
 * it is used at once, and asked for again when it has expired.
 * https://developer.karmacheck.com/api-reference/cases
 * @throws StepError with step `request`
 */
export async function downloadReport(
	context: IExecuteFunctions,
	caseId: string,
	signal: AbortSignal | undefined,
): Promise<Download> {
	const source = {
		mint: async () => await reportUrl(context, caseId),
		name: `report-${caseId}.pdf`,
		mimeType: 'application/pdf',
		vendor: karmaCheck.vendor.name,
	};
	return await download(context, source, signal);
}

async function reportUrl(context: IExecuteFunctions, caseId: string): Promise<string> {
	const path = `/case/id/${segment(caseId, 'Case')}/report/pdf/download/url`;
	const refusal = `KarmaCheck did not issue a URL for the report of case ${caseId}`;
	const remedies = {
		...unknownId('case'),
		404: "Check the case ID. If it is right, contact KarmaCheck support: the report's file is missing",
		422: "Run this item again when the case is complete. 'KarmaCheck Trigger' can start the workflow then",
	};
	const issued = issuedUrl(context, path, { step: 'request', refusal, remedies });
	return await issued.catch((thrown: unknown) => {
		const error = toStepError(thrown);
		if (error.httpCode !== 422) throw error;
		const what = error.what.replace(refusal, `The report of case ${caseId} is not ready yet`);
		throw new StepError({ ...error, what });
	});
}
