import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';
import { listResult, searched } from '../../shared/node/listSearch';
import { aboutCase, listCases, nameAndEmail, searchTexts } from '../api/cases';

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
export const ID_IN_URL =
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
		{
			displayName: 'By Candidate Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. nathan@example.com',
			hint: 'The one active case of the candidate with this email address',
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
		const results = searched(await listCases(this), filter, searchTexts).map((one) => {
			const { candidateGivenName, candidateFamilyName, candidateEmail } = nameAndEmail(one);
			const name = [candidateGivenName, candidateFamilyName].filter(Boolean).join(' ');
			const person = [name, candidateEmail].filter(Boolean).join(', ');
			return { name: `${person} – ${aboutCase(one)}`, value: one.id };
		});
		return { results };
	});
}
