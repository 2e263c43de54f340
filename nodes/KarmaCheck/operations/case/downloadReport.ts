import { outputBinaryField } from '../../../shared/node/fileFields';
import { FileItem, type Operation } from '../../../shared/node/operation';
import { requiredText } from '../../../shared/node/values';
import { downloadReport } from '../../api/report';
import { caseIdField } from '../../fields/case';
import { chosenCase } from '../../fields/chosenCase';

export const caseDownloadReport: Operation = {
	resource: 'case',
	option: {
		name: 'Download Report',
		value: 'downloadReport',
		action: 'Download report of case',
		description: 'Download the PDF report of a finished case',
	},
	keepsFor: 0,
	fields: [caseIdField, outputBinaryField],

	async execute(itemIndex, run) {
		const field = requiredText(this, 'binaryPropertyName', itemIndex, 'Put Output File in Field');
		const caseId = await chosenCase(this, itemIndex, run);
		const { file, ...about } = await downloadReport(this, caseId, run.signal);
		return new FileItem({ caseId, ...about }, { [field]: file });
	},
};
