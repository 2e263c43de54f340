import type { IExecuteFunctions } from 'n8n-workflow';
import { StepError } from '../../shared/errors';
import type { Run } from '../../shared/node/operation';
import { storageAddress } from '../../shared/storage/address';
import { sendAll } from '../../shared/storage/sendAll';
import { assertPolicyAllows, assertUsableForm } from '../../shared/storage/policy';
import { postRequest, type PostPolicy } from '../../shared/storage/post';
import { sendRenewing } from '../../shared/storage/renewal';
import { send } from '../../shared/storage/send';
import type { UploadFile } from '../../shared/storage/source';
import { kelviq, kelviqAddress } from './client';

const MINT = { step: 'mint', refusal: 'Kelviq gave no upload form' } as const;

/** A presigned POST, with the key under which Kelviq will know the file. */
export interface MediaUpload extends PostPolicy {
	fileKey: string;
}

/**
 * Asks for the presigned form of one file. It lives for an hour; the file has to be attached to a
 * product or plan by its `fileKey` afterwards.
 * https://docs.kelviq.com/api-reference
 * @throws StepError with step `mint`
 */
export async function mintMediaUpload(
	context: IExecuteFunctions,
	{ fileName, mimeType }: Pick<UploadFile, 'fileName' | 'mimeType'>,
): Promise<MediaUpload> {
	const vendorUrl = await kelviqAddress(context, MINT);
	const answer = (await kelviq(context, {
		method: 'POST',
		path: '/media/',
		body: { fileName, fileType: mimeType },
		repeatable: true,
		...MINT,
	})) as Partial<MediaUpload> | null;
	const { url, fields, fileKey } = answer ?? {};
	if (!isTextMap(fields)) throw unexpected('fields');
	if (typeof fileKey !== 'string' || !fileKey) throw unexpected('fileKey');
	const upload = { url: storageAddress(url, vendorUrl, MINT), fields, fileKey };
	assertUsableForm(upload, MINT.refusal);
	return upload;
}

/**
 * Puts files into Kelviq's storage, each by a form of its own.
 * @returns the temporary keys, in the order of the files; each may be attached once
 * @throws StepError with step `mint`, `input` or `transfer`, and the keys of what is stored
 */
export async function storeFiles(
	context: IExecuteFunctions,
	run: Run,
	files: UploadFile[],
): Promise<string[]> {
	return await sendAll(files, run, async (file) => {
		// Asked for when its turn has come: forms expire, and files may wait long in a queue.
		const mint = async () => {
			const upload = await mintMediaUpload(context, file);
			assertPolicyAllows(upload, file, MINT.refusal);
			return upload;
		};
		const { fileKey } = await sendRenewing(await mint(), mint, async (upload) => {
			await send(context, postRequest(upload, file), file, run.signal);
		});
		return fileKey;
	});
}

function isTextMap(value: unknown): value is Record<string, string> {
	return (
		typeof value === 'object' &&
		value !== null &&
		!Array.isArray(value) &&
		Object.values(value).every((text) => typeof text === 'string')
	);
}

function unexpected(name: string): StepError {
	return new StepError({
		step: MINT.step,
		what: `${MINT.refusal}: its answer has no usable '${name}'`,
		remedy: "Check 'Environment' in the credential, then run this item again",
	});
}
