import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { inputFiles } from './inputFields';
import { filesOf, type UploadFile } from './uploadFile';

/**
 * The files that 'Input Data Field Name' refers to in one item, checked before anything is sent.
 * None for an item without a file that is to be skipped.
 * @param vendorType a vendor's own form of a MIME type
 * @throws StepError with step `input`
 */
export async function uploadFiles(
	context: IExecuteFunctions,
	itemIndex: number,
	vendorType = (mimeType: string) => mimeType,
): Promise<UploadFile[]> {
	const files = inputFiles(context, itemIndex);
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	return await filesOf(context, files, options, vendorType);
}
