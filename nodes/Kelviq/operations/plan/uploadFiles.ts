import { collection } from '../../../shared/node/collection';
import { asInput } from '../../../shared/errors';
import type { TargetOperation } from '../../../shared/node/operation';
import { booleanOf, choiceOf } from '../../../shared/node/values';
import {
	binaryField,
	concurrencyOption,
	fileNameOption,
	ifNoFileOption,
	mimeTypeOption,
} from '../../../shared/node/fileFields';
import { isSkipped } from '../../../shared/storage/inputFields';
import { uploadFiles } from '../../../shared/storage/source';
import { attachFiles, type StagedFiles } from '../../api/attach/files';
import { partsOfPlan } from '../../api/attach/planTarget';
import { storedFiles } from '../../api/attach/stage';

import { chosenPlan, planIdentifierField } from '../../fields/plan';
import { getPlan, newestPlan } from '../../api/plans';

const EXISTING = ['keep', 'replaceSameName', 'skipSameName'] as const;

export const planUploadFiles: TargetOperation<StagedFiles> = {
	resource: 'plan',
	option: {
		name: 'Upload Files',
		value: 'uploadFiles',
		action: 'Upload plan files',
		description: 'Upload one or more files and attach them to the draft of a plan',
	},
	parallel: true,
	lateOptions: ['publish'],
	fields: [
		planIdentifierField,
		binaryField,
		collection('Options', 'options', [
			concurrencyOption,
			{
				displayName: 'Existing Files',
				name: 'existingFiles',
				type: 'options',
				options: [
					{ name: 'Keep', value: 'keep' },
					{ name: 'Replace Files With the Same Name', value: 'replaceSameName' },
					{ name: 'Skip Files With the Same Name', value: 'skipSameName' },
				],
				default: 'keep',
				description: 'What to do with existing files after the new ones are attached',
			},
			fileNameOption,
			ifNoFileOption,
			mimeTypeOption,
			{
				displayName: 'Publish',
				name: 'publish',
				type: 'boolean',
				default: false,
				description:
					'Whether to publish the plan after the upload, since buyers do not see its draft',
			},
		]),
	],

	async target(itemIndex) {
		return isSkipped(this, itemIndex) ? undefined : chosenPlan(this, itemIndex);
	},

	async stage(itemIndex, run, notes) {
		const identifier = chosenPlan(this, itemIndex);
		const option = (name: string) => this.getNodeParameter(`options.${name}`, itemIndex, '');
		const existing = choiceOf(option('existingFiles'), 'Existing Files', EXISTING);
		booleanOf(option('publish'), 'Publish', false);
		const files = await uploadFiles(this, itemIndex);
		if (!files.length) return undefined;
		// A wrong identifier is noticed before gigabytes are sent. What to skip may be on a draft.
		const isSkipping = existing === 'skipSameName';
		const look = async () =>
			await (isSkipping ? newestPlan : getPlan)(this, identifier).catch(asInput([404]));
		const plan = await run.once(`${isSkipping ? 'newest ' : ''}plan ${identifier}`, look);
		const there = isSkipping ? partsOfPlan(plan) : [];
		const staged = await storedFiles(this, run, files, { itemIndex, there, notes });
		return { ...staged, existing };
	},

	async commit(commit) {
		return await attachFiles(this, commit);
	},
};
