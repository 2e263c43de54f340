import type { KarmaCheckEmulator } from '../emulators';
import { client, put } from './client';

export const documentTypeId = 'candidate-disclosures-and-authorizations';
export const pdf = { documentTypeId, mimeType: 'application/pdf' };

/** One wanted record of `POST /document/secure/create`. */
export const record = (fileKey: string, more = {}) => ({
	originalFileName: 'signed.pdf',
	documentTypeId,
	fileKey,
	...more,
});

/** The body of a refused request. */
export const refusal = (statusCode: number, error: string, message: unknown) => ({
	message,
	error,
	statusCode,
});

/** The document calls, made with a valid token. */
export function documentCalls(karmaCheck: KarmaCheckEmulator) {
	const http = client(karmaCheck.baseUrl, karmaCheck.token);
	const mint = async (...files: object[]) => await http.post('/document/secure/upload', { files });
	return {
		mint,
		/** Uploads a file and gives its key. */
		async upload(): Promise<string> {
			const { url, fileKey } = (await mint(pdf)).data.list[0];
			expect((await put(url, '%PDF-1.7', 'application/pdf')).status).toBe(200);
			return fileKey;
		},
		create: async (list: object[], caseId?: string) =>
			await http.post('/document/secure/create', {
				list,
				...(caseId === undefined ? {} : { accessGrants: { caseId } }),
			}),
		list: async (caseId = '') => await http.get(`/document/secure/list/case/id/${caseId}`),
	};
}
