import { collection } from '../../../shared/node/collection';
import type { Operation } from '../../../shared/node/operation';
import {
	binaryField,
	concurrencyOption,
	fileNameOption,
	mimeTypeOption,
} from '../../../shared/node/fileFields';
import { uploadFiles } from '../../../shared/storage/source';
import { attachFiles, type ExistingFiles } from '../../api/attach/files';

import { chosenPlan, planIdentifierField } from '../../fields/plan';
import { inTurn } from '../../api/attach/inTurn';
import { storeFiles } from '../../api/send';
import { getPlan } from '../../api/plans';
import { hintAtDraft } from '../../api/publish';

export const planUploadFiles: Operation = {
	resource: 'plan',
	option: {
		name: 'Upload Files',
		value: 'uploadFiles',
		action: 'Upload plan files',
		description: 'Upload one or more files and attach them to the draft of a plan',
	},
	parallel: true,
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
				],
				default: 'keep',
				description: 'What to do with existing files after the new ones are attached',
			},
			fileNameOption,
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

	async execute(itemIndex, run) {
		const identifier = chosenPlan(this, itemIndex);
		const files = await uploadFiles(this, itemIndex);
		const option = (name: string) => this.getNodeParameter(`options.${name}`, itemIndex, '');
		// A wrong identifier is noticed before gigabytes are sent.
		await run.once(`plan ${identifier}`, async () => await getPlan(this, identifier));

		const fileKeys = await storeFiles(this, run, files);
		run.signal?.throwIfAborted();
		const stored = files.map(({ fileName }, index) => ({ fileKey: fileKeys[index]!, fileName }));
		const plan = await inTurn(
			run,
			`plan ${identifier}`,
			async () =>
				await attachFiles(this, identifier, stored, {
					existingFiles: option('existingFiles') as ExistingFiles,
					publish: option('publish') === true,
				}),
		);
		if (!plan.published) await hintAtDraft(this, run, plan);
		return plan;
	},
};
