import { collection } from '../../../shared/node/collection';
import type { Operation } from '../../../shared/node/operation';
import { requiredText } from '../../../shared/node/values';
import { enabledOption, nameOption, orderingOption, updateFields } from '../../fields/common';
import { fileIdField } from '../../fields/fileId';
import { chosenPlan, planIdentifierField } from '../../fields/plan';
import { updateFile } from '../../api/planFiles';
import { hintAtDraft } from '../../api/publish';

export const planFileUpdate: Operation = {
	resource: 'planFile',
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update plan file',
		description: "Change how a file is shown in a plan's draft",
	},
	fields: [
		planIdentifierField,
		fileIdField,
		collection('Update Fields', 'updateFields', [enabledOption, nameOption, orderingOption]),
	],

	async execute(itemIndex, run) {
		const identifier = chosenPlan(this, itemIndex);
		const fileId = requiredText(this, 'fileId', itemIndex, 'File ID');
		const file = await updateFile(this, { identifier, fileId }, updateFields(this, itemIndex));
		await hintAtDraft(this, run, { identifier });
		return file;
	},
};
