import type { IExecuteFunctions } from 'n8n-workflow';
import type { Run } from '../../shared/node/operation';
import { assertPolicyAllows } from '../../shared/storage/policy';
import { postRequest } from '../../shared/storage/post';
import { sendRenewing } from '../../shared/storage/renewal';
import { send } from '../../shared/storage/send';
import { sendAll } from '../../shared/storage/sendAll';
import type { UploadFile } from '../../shared/storage/uploadFile';
import { MINT, mintMediaUpload, type MediaUpload } from './mint';

/**
 * Uploads files to Kelviq's storage, each with its own form.
 * @returns the temporary keys, in the order of the files; each may be attached once
 * @throws StepError with step `mint`, `input` or `transfer`, and the keys of what is stored
 */
export async function storeFiles(
	context: IExecuteFunctions,
	run: Run,
	files: UploadFile[],
): Promise<string[]> {
	const { vendor } = MINT;
	return await sendAll(files, run, async (file) => {
		// Requested when its turn comes: forms expire, and files may wait in the queue for a long time.
		const mint = async () => {
			const upload = await mintMediaUpload(context, file);
			assertPolicyAllows(upload, file, MINT);
			return upload;
		};
		const transfer = async (upload: MediaUpload) =>
			await send(context, postRequest(upload, file), file, { vendor, signal: run.signal });
		const { fileKey } = await sendRenewing(await mint(), mint, transfer, vendor);
		return fileKey;
	});
}
