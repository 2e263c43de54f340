import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';
import { listResult, searched } from '../../shared/node/listSearch';
import { idIn, requiredText } from '../../shared/node/values';
import { plansPage, type Plan } from '../api/plans';

/** What follows 'plans' in the path, otherwise its last part. */
const IDENTIFIER_IN_URL =
	'^https?:\\/\\/[^\\/?#]+\\/(?:(?:[^?#]*?\\/)?plans?\\/|(?:[^?#]*\\/)?)([0-9A-Za-z][\\w-]*)';

export const planIdentifierField: INodeProperties = {
	displayName: 'Plan',
	name: 'planIdentifier',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The plan to work with',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a plan…',
			typeOptions: { searchListMethod: 'searchPlans', searchable: true },
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://app.kelviq.com/plans/pro-monthly',
			extractValue: { type: 'regex', regex: IDENTIFIER_IN_URL },
			validation: [
				{
					type: 'regex',
					properties: {
						regex: `${IDENTIFIER_IN_URL}.*`,
						errorMessage: 'This URL contains no plan identifier',
					},
				},
			],
		},
		{
			displayName: 'By Identifier',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. pro-monthly',
		},
	],
};

/** Kelviq has no search for plans, so pages are read until there is something to show. */
export async function searchPlans(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await listResult(this, async () => {
		for (let number = Number(paginationToken ?? 1); ; number += 1) {
			const { entries, more } = await plansPage(this, number);
			const results = searched(entries, filter, textsOf).map(toItem);
			if (results.length || !more) {
				return { results, paginationToken: more ? String(number + 1) : undefined };
			}
		}
	});
}

const textsOf = ({ name, identifier, description }: Plan) => [name, identifier, description];

function toItem({ name, identifier, version, isLatest }: Plan): INodeListSearchItems {
	const state = isLatest ? 'published' : 'draft';
	return { name: `${name} – ${identifier} (version ${version}, ${state})`, value: identifier };
}

/** @throws StepError with step `input` if empty */
export function chosenPlan(context: IExecuteFunctions, itemIndex: number): string {
	const remedy = 'Choose a plan or enter its identifier';
	const text = requiredText(context, 'planIdentifier', itemIndex, 'Plan', remedy);
	return idIn(text, 'Plan', IDENTIFIER_IN_URL);
}
