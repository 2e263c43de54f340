import type { IExecuteFunctions } from 'n8n-workflow';
import type { Run } from '../../shared/node/operation';
import { putRequest } from '../../shared/storage/put';
import { withRenewal } from '../../shared/storage/renewal';
import { send } from '../../shared/storage/send';
import { sendFiles, type SentFile } from '../../shared/storage/sendFiles';
import type { UploadFile } from '../../shared/storage/uploadFile';
import { karmaCheck } from './client';
import { assertAccepted } from './mimeTypes';
import { mintUploadSlot, mintUploadSlots, type UploadSlot } from './mint';

/**
 * Uploads files to KarmaCheck's storage. The URLs of all whose types are known are requested in one
 * call. A type that is read from the file's first bytes is known when its turn comes: such a file gets
 * its URL then.
 * @param isThere whether a file of this name is there, and not to be uploaded
 * @returns the files in their order
 * @throws StepError with step `input`, `mint` or `transfer`, and the keys of what is stored
 */
export async function storeFiles(
	context: IExecuteFunctions,
	run: Run,
	files: UploadFile[],
	{ documentTypeId, isThere }: { documentTypeId: string; isThere: (fileName: string) => boolean },
): Promise<SentFile[]> {
	const vendor = karmaCheck.vendor.name;
	const known = files.filter(({ fileName, decide }) => !decide && !isThere(fileName));
	await assertAccepted(context, run, known);
	const slots = known.length ? await mintUploadSlots(context, known, documentTypeId) : [];
	const sendOne = async (file: UploadFile) => {
		const mint = async () => await mintUploadSlot(context, file, documentTypeId);
		const slot = slots[known.indexOf(file)];
		if (!slot) await assertAccepted(context, run, [file]);
		const transfer = async ({ url, fileKey }: UploadSlot) => {
			await send(context, putRequest(url, file), file, { vendor, signal: run.signal });
			return fileKey;
		};
		return await withRenewal({ slot: slot ?? (await mint()), mint, vendor }, transfer);
	};
	return await sendFiles(files, run, { isThere, send: sendOne });
}
