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

interface Storing {
	documentTypeId: string;
	isThere: (fileName: string) => boolean;
	fileKeys: Record<number, string>;
}

/**
 * Uploads files to KarmaCheck's storage. The URLs of all whose types are known are requested in one
 * call. A type that is read from the file's first bytes is known when its turn comes: such a file gets
 * its URL then.
 * @param isThere whether a file of this name is there, and not to be uploaded
 * @param fileKeys of the files that are stored, by their places: those of an earlier try are not sent
 * again, and new ones are added
 * @returns the files in their order
 * @throws StepError with step `input`, `mint` or `transfer`, and the keys of what is stored
 */
export async function storeFiles(
	context: IExecuteFunctions,
	run: Run,
	files: UploadFile[],
	{ documentTypeId, isThere, fileKeys }: Storing,
): Promise<SentFile[]> {
	const vendor = karmaCheck.vendor.name;
	const isToSend = ({ fileName, decide }: UploadFile, index: number) =>
		!decide && !isThere(fileName) && !fileKeys[index];
	const known = files.filter(isToSend);
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
	const sendNoted = async (file: UploadFile, index: number) =>
		(fileKeys[index] ??= await sendOne(file));
	return await sendFiles(files, run, { isThere, send: sendNoted });
}
