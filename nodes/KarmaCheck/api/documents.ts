import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { segment } from '../../shared/vendor/path';
import { unexpected, type Expectation } from '../../shared/vendor/expectation';
import { karmaCheck, unknownId } from './client';

/** A document of a case, as KarmaCheck lists it; `id` is its secureDocumentId. */
export interface CaseDocument extends IDataObject {
	id: string;
	fileKey: string;
	documentTypeId?: string;
}

/** All documents of a case, including those that KarmaCheck created. @throws StepError */
export async function listDocuments(
	context: IExecuteFunctions,
	caseId: string,
	expectation: Expectation = {
		step: 'request',
		refusal: `The documents of case ${caseId} could not be read`,
	},
): Promise<CaseDocument[]> {
	const response = await karmaCheck.request(context, {
		method: 'GET',
		path: `/document/secure/list/case/id/${segment(caseId, 'Case')}`,
		isList: true,
		remedies: unknownId('case'),
		...expectation,
	});
	if (!Array.isArray(response) || response.some((one) => typeof one?.id !== 'string')) {
		throw unexpected(expectation, 'the response is not a list of documents');
	}
	return response as CaseDocument[];
}
