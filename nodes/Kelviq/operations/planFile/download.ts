import { outputBinaryField } from '../../../shared/node/fileFields';
import { download } from '../../../shared/storage/download';
import { FileItem, type Operation } from '../../../shared/node/operation';
import { requiredText } from '../../../shared/node/values';
import { partName } from '../../api/attach/parts';
import { kelviq } from '../../api/client';
import { downloadUrl } from '../../api/download';
import { fileIdField } from '../../fields/fileId';
import { chosenPlan, planIdentifierField } from '../../fields/plan';
import { findFile } from '../../api/planFileLookup';

export const planFileDownload: Operation = {
	resource: 'planFile',
	option: {
		name: 'Download',
		value: 'download',
		action: 'Download plan file',
		description: 'Download a file of a plan, as buyers do',
	},
	keepsFor: 0,
	fields: [planIdentifierField, fileIdField, outputBinaryField],

	async execute(itemIndex, run) {
		const identifier = chosenPlan(this, itemIndex);
		const fileId = requiredText(this, 'fileId', itemIndex, 'File ID');
		const field = requiredText(this, 'binaryPropertyName', itemIndex, 'Put Output File in Field');
		const { found } = await findFile(this, identifier, fileId, {
			step: 'request',
			refusal: `File ${fileId} was not downloaded`,
		});
		// Older versions are not searched, but their files can still be downloaded.
		const about = found ?? { id: fileId, name: fileId };

		const mint = async () => await downloadUrl(this, identifier, fileId);
		const { file, ...downloaded } = await download(
			this,
			{ mint, name: partName(about.name, fileId), vendor: kelviq.vendor.name },
			run.signal,
		);
		return new FileItem({ ...about, ...downloaded }, { [field]: file });
	},
};
