import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { StepError } from '../../shared/errors';

export const attachToField: INodeProperties = {
	displayName: 'Attach To',
	name: 'attachTo',
	type: 'options',
	options: [
		{ name: 'Existing Case', value: 'case' },
		{
			name: 'No Case Yet',
			value: 'none',
			description: 'For a case that is created later with the IDs of these documents',
		},
	],
	default: 'case',
	description: 'Whether the document goes on a case now, or waits for a new one',
};

export const caseIdField: INodeProperties = {
	displayName: 'Case',
	name: 'caseId',
	type: 'resourceLocator',
	default: { mode: 'id', value: '' },
	required: true,
	description: 'The case of the candidate',
	modes: [
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 22e88848-17d1-4946-bbac-18d44f381ca7',
		},
	],
};

/** The chosen case, or undefined when the document goes to none. @throws StepError when empty */
export function chosenCase(context: IExecuteFunctions, itemIndex: number): string | undefined {
	if (context.getNodeParameter('attachTo', itemIndex) === 'none') return undefined;
	const value: unknown = context.getNodeParameter('caseId', itemIndex, '', { extractValue: true });
	const caseId = String(value ?? '').trim();
	if (caseId && caseId !== 'undefined' && caseId !== 'null') return caseId;
	throw new StepError({
		step: 'input',
		what: "Nothing was sent: 'Case' is empty",
		remedy: "Enter the case ID, or set 'Attach To' to 'No Case Yet'",
	});
}
