import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';
import { listResult, matching } from '../../shared/node/listSearch';
import { choiceOf, requiredText } from '../../shared/node/values';
import { segment } from '../../shared/vendor/path';
import { listCases, nameAndEmail } from '../api/cases';

export const attachToField: INodeProperties = {
	displayName: 'Attach To',
	name: 'attachTo',
	type: 'options',
	options: [
		{ name: 'Existing Case', value: 'case' },
		{
			name: 'No Case Yet',
			value: 'none',
			description: 'For a case that you create later with the IDs of these documents',
		},
	],
	default: 'case',
	description: 'Attach it to a case now, or upload it for a case created later',
};

/** What IDs look like. The API does not promise UUIDs, and not all of its own examples are UUIDs. */
const ID_IN_URL =
	'^https?:\\/\\/[^?#]+?[\\/=]([0-9A-Za-z]{7,9}-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]{12})';

export const caseIdField: INodeProperties = {
	displayName: 'Case',
	name: 'caseId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: "The candidate's case",
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a case…',
			typeOptions: { searchListMethod: 'searchCases', searchable: true },
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://app.karmacheck.com/cases/22e88848-17d1-4946-bbac-18d44f381ca7',
			extractValue: { type: 'regex', regex: ID_IN_URL },
			validation: [
				{
					type: 'regex',
					properties: {
						regex: `${ID_IN_URL}.*`,
						errorMessage: 'This URL contains no case ID',
					},
				},
			],
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 22e88848-17d1-4946-bbac-18d44f381ca7',
		},
	],
};

/** The case field for documents that may also be uploaded for a case that does not exist yet. */
export const attachedCaseField: INodeProperties = {
	...caseIdField,
	displayOptions: { show: { attachTo: ['case'] } },
};

/** Searches by name, email, package, and status; newest first. */
export async function searchCases(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await listResult(this, async () => {
		const cases = (await listCases(this)).map((one) => ({ ...one, ...nameAndEmail(one) }));
		const results = matching(
			cases,
			filter,
			(one) => [
				one.candidateGivenName,
				one.candidateFamilyName,
				one.candidateEmail,
				one.invitationEmail,
				one.packageName,
				one.caseStatus,
				one.secondaryStatus,
			],
			(one) => {
				const name = [one.candidateGivenName, one.candidateFamilyName].filter(Boolean).join(' ');
				return {
					name: `${name || one.candidateEmail} – ${one.packageName} – ${one.caseStatus}`,
					value: one.id,
				};
			},
		);
		return { results };
	});
}

/** @throws StepError with step `input` if empty */
export function chosenCase(context: IExecuteFunctions, itemIndex: number): string {
	return requiredText(context, 'caseId', itemIndex, 'Case', 'Choose a case or enter its ID');
}

/** The chosen case, or undefined for 'No Case Yet'. @throws StepError with step `input` for no ID */
export function attachedCase(context: IExecuteFunctions, itemIndex: number): string | undefined {
	const attachTo = context.getNodeParameter('attachTo', itemIndex, '');
	if (choiceOf(attachTo, 'Attach To', ['case', 'none']) === 'none') return undefined;
	const remedy = "Choose a case or enter its ID, or set 'Attach To' to 'No Case Yet'";
	const caseId = requiredText(context, 'caseId', itemIndex, 'Case', remedy);
	// What cannot be an ID is refused before anything is stored for it.
	segment(caseId, 'Case');
	return caseId;
}
