import type { IExecuteFunctions } from 'n8n-workflow';
import type { Operation } from '../../../shared/node/operation';
import { choiceOf, requiredText } from '../../../shared/node/values';
import type { CreatedCase, NewCase } from '../../api/caseConflict';
import { createCase } from '../../api/caseWrites';
import { additionalFields } from '../../fields/newCase';
import { additionalBody, onBehalfOf } from '../../fields/newCaseValues';
import { packageIdField } from '../../fields/package';

export const caseCreate: Operation = {
	resource: 'case',
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create case',
		description: 'Order a background check, which is billed and emails the candidate',
	},
	fields: [
		{
			displayName:
				"Each new case is billed, and emails the candidate unless 'Auto Process' or 'Disable Options' says otherwise",
			name: 'billedNotice',
			type: 'notice',
			default: '',
		},
		packageIdField,
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. nathan@example.com',
			description: "The candidate's email address",
		},
		{
			displayName: 'Given Name',
			name: 'givenName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Nathan',
			description: "The candidate's first name",
		},
		{
			displayName: 'Family Name',
			name: 'familyName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Smith',
			description: "The candidate's last name",
		},
		{
			displayName: 'If Case Exists',
			name: 'ifCaseExists',
			type: 'options',
			options: [
				{ name: 'Fail', value: 'fail' },
				{ name: 'Return Existing Case', value: 'returnExisting' },
			],
			default: 'fail',
			description: 'What to do when the candidate already has an active case',
		},
		additionalFields,
	],

	async execute(itemIndex, run) {
		const body: NewCase = {
			packageId: requiredText(this, 'packageId', itemIndex, 'Package', 'Choose a package'),
			email: requiredText(this, 'email', itemIndex, 'Email'),
			givenName: requiredText(this, 'givenName', itemIndex, 'Given Name'),
			familyName: requiredText(this, 'familyName', itemIndex, 'Family Name'),
			...additionalBody(this, itemIndex),
		};
		const ifCaseExists = this.getNodeParameter('ifCaseExists', itemIndex, '');
		const choice = choiceOf(ifCaseExists, 'If Case Exists', ['fail', 'returnExisting']);
		const created = await createCase(this, body, {
			onBehalfOf: onBehalfOf(this, itemIndex),
			returnExisting: choice === 'returnExisting',
			notes: run.notes(itemIndex),
			run,
		});
		const { candidateDisclosuresAndAuthorizationDocumentIds: documentIds } = body;
		if (created.existing && documentIds) hintAtDocuments(this, created);
		return created;
	},
};

/** Tells the user that KarmaCheck takes documents with a new case only. */
function hintAtDocuments(context: IExecuteFunctions, { caseId }: CreatedCase): void {
	context.addExecutionHints({
		type: 'warning',
		location: 'outputPane',
		message: `The documents in 'Document IDs' were not put on case ${caseId}, which was there already. Upload them to it with 'Document: Upload'`,
	});
}
