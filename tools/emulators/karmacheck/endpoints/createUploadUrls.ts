import { randomUUID } from 'node:crypto';

import type { Endpoint } from '../../vendor/types';
import { badRequest } from '../answers';
import mimeTypes from '../mimeTypes.json';
import type { KarmaCheckState } from '../state';

interface WantedUpload {
	documentTypeId: string;
	mimeType: string;
}

/**
 * One presigned PUT URL for each file; 400 for a MIME type that is not listed.
 * https://developer.karmacheck.com/api-reference/secure-documents/generate-secure-document-upload-urls
 */
export const createUploadUrls: Endpoint<KarmaCheckState> = async (state, { body }) => {
	const { files } = body as { files: WantedUpload[] };
	const faults = files.flatMap(({ mimeType }, i) =>
		mimeTypes.includes(mimeType) ? [] : [`files.${i}.mimeType must be a supported MIME type`],
	);
	if (faults.length > 0) throw badRequest(faults);

	return { json: { list: await Promise.all(files.map(async (file) => await mint(state, file))) } };
};

async function mint(state: KarmaCheckState, { documentTypeId, mimeType }: WantedUpload) {
	const fileKey = randomUUID();
	const url = await state.storage.presignPut({
		bucket: state.bucket,
		key: fileKey,
		contentType: mimeType,
		expiresInSeconds: state.urlExpiresInSeconds,
		signatureVersion: state.signatureVersion,
	});
	state.minted.set(fileKey, { fileKey, mimeType, documentTypeId, mintedAt: new Date() });
	return { url, fileKey };
}
