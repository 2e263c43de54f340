import { randomUUID } from 'node:crypto';

import type { Endpoint } from '../../vendor/types';
import type { KelviqState } from '../state';

/** A presigned POST form for one file under a temporary key. */
export const createUpload: Endpoint<KelviqState> = async (state, { body }) => {
	const { fileName, fileType } = body as { fileName: string; fileType: string };
	const fileKey = `tmp/${randomUUID()}/${fileName}`;
	const { url, fields } = await state.storage.presignPost({
		bucket: state.bucket,
		key: fileKey,
		contentType: fileType,
		maxBytes: state.maxBytes,
		signatureVersion: state.signatureVersion,
		moreFields: state.formFields,
	});
	state.minted.set(fileKey, { fileKey, fileName, fileType });
	return { json: { url, fields, fileKey } };
};
