import type { IExecuteFunctions } from 'n8n-workflow';
import type { Run } from '../../shared/node/operation';
import { putRequest } from '../../shared/storage/put';
import { sendRenewing } from '../../shared/storage/renewal';
import { send } from '../../shared/storage/send';
import { sendAll } from '../../shared/storage/sendAll';
import type { UploadFile } from '../../shared/storage/uploadFile';
import { karmaCheck } from './client';
import { mintUploadSlot, mintUploadSlots, type UploadSlot } from './mint';

/**
 * Uploads files to KarmaCheck's storage. All their URLs are requested in one call.
 * @returns the keys they are stored under, in the order of the files
 * @throws StepError with step `mint` or `transfer`, and the keys of what is stored
 */
export async function storeFiles(
	context: IExecuteFunctions,
	run: Run,
	files: UploadFile[],
	documentTypeId: string,
): Promise<string[]> {
	const vendor = karmaCheck.vendor.name;
	const slots = await mintUploadSlots(context, files, documentTypeId);
	return await sendAll(files, run, async (file, index) => {
		const mint = async () => await mintUploadSlot(context, file, documentTypeId);
		const first = slots[index] ?? (await mint());
		const transfer = async ({ url }: UploadSlot) =>
			await send(context, putRequest(url, file), file, { vendor, signal: run.signal });
		const { fileKey } = await sendRenewing(first, mint, transfer, vendor);
		return fileKey;
	});
}
