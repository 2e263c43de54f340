import type { KarmaCheckEmulator } from '..';
import { client, put } from '../client';

export const documentTypeId = 'candidate-disclosures-and-authorizations';
export const pdf = { documentTypeId, mimeType: 'application/pdf' };

/** One requested record of `POST /document/secure/create`. */
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
		/** Uploads a file and returns its key. */
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

/** The case calls, made with a valid token. */
export function caseCalls(karmaCheck: KarmaCheckEmulator) {
	const http = client(karmaCheck.baseUrl, karmaCheck.token);
	const newCase = {
		packageId: karmaCheck.packages[0]?.id,
		email: 'mia.lopez@example.com',
		givenName: 'Mia',
		familyName: 'Lopez',
	};
	return {
		newCase,
		create: async (more: object = {}, headers: Record<string, string> = {}) =>
			await http.post('/case/create', { ...newCase, ...more }, { headers }),
		get: async (caseId = '') => await http.get(`/case/id/${caseId}`),
		list: async (query = '') => await http.get(`/case/list${query}`),
		listAll: async (params: object = {}) => await http.get('/case/list/all', { params }),
	};
}

/** What an order needs for its processing to start at once, after the vendor's example. */
export const processable = {
	autoProcess: true,
	candidateConsentProvided: true,
	orderData: [
		{ caseOrderDataTypeId: 'codt-govt-id', metadata: { govtId: '111-22-3333' } },
		{ caseOrderDataTypeId: 'codt-dob', metadata: { dob: '1980-02-22' } },
		{
			caseOrderDataTypeId: 'codt-current-candidate-address',
			metadata: {
				address1: '1 Main Street',
				city: 'New York',
				state: 'NY',
				postalCode: '10036',
				country: 'US',
			},
		},
	],
};
