import type { Operation } from '../../../shared/node/operation';
import { requiredText } from '../../../shared/node/values';
import { fileIdField } from '../../fields/fileId';
import { chosenPlan, planIdentifierField } from '../../fields/plan';
import { removeFile } from '../../api/planFiles';
import { hintAtDraft } from '../../api/publish';

export const planFileDelete: Operation = {
	resource: 'planFile',
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete plan file',
		description: "Delete a file from a plan's draft",
	},
	fields: [planIdentifierField, fileIdField],

	async execute(itemIndex, run) {
		const identifier = chosenPlan(this, itemIndex);
		const fileId = requiredText(this, 'fileId', itemIndex, 'File ID');
		await removeFile(this, { identifier, fileId });
		await hintAtDraft(this, run, { identifier });
		return { deleted: true };
	},
};
