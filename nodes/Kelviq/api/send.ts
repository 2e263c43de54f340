import type { IExecuteFunctions } from 'n8n-workflow';
import type { Run } from '../../shared/node/operation';
import { assertPolicyAllows } from '../../shared/storage/policy';
import { postRequest } from '../../shared/storage/post';
import { withRenewal } from '../../shared/storage/renewal';
import { send } from '../../shared/storage/send';
import { sendFiles, type SentFile } from '../../shared/storage/sendFiles';
import type { UploadFile } from '../../shared/storage/uploadFile';
import { MINT, mintMediaUpload, type MediaUpload } from './mint';

/**
 * Uploads files to Kelviq's storage, each with its own form.
 * @param isThere whether a file of this name is there, and not to be uploaded
 * @returns the files in their order; each key is temporary and may be attached once
 * @throws StepError with step `mint`, `input` or `transfer`, and the keys of what is stored
 */
export async function storeFiles(
	context: IExecuteFunctions,
	run: Run,
	files: UploadFile[],
	isThere?: (fileName: string) => boolean,
): Promise<SentFile[]> {
	const { vendor } = MINT;
	const sendOne = async (file: UploadFile) => {
		// Requested when its turn comes: forms expire, and files may wait in the queue for a long time.
		const mint = async () => {
			const upload = await mintMediaUpload(context, file);
			assertPolicyAllows(upload, file, MINT);
			return upload;
		};
		const transfer = async (upload: MediaUpload) => {
			await send(context, postRequest(upload, file), file, { vendor, signal: run.signal });
			return upload.fileKey;
		};
		return await withRenewal({ slot: await mint(), mint, vendor }, transfer);
	};
	return await sendFiles(files, run, { isThere, send: sendOne });
}
