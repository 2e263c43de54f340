import type { AxiosInstance } from 'axios';
import FormData from 'form-data';

import type { KelviqEmulator, Storage } from '..';
import { client } from '../client';
import { freshEmulators } from '../testSupport';

export interface KelviqBed {
	kelviq: KelviqEmulator;
	storage: Storage;
	/** with the account's key */
	http: AxiosInstance;
	/** Uploads a file in both steps; resolves to its temporary key. */
	upload(fileName: string, bytes?: string): Promise<string>;
}

/** A new Kelviq before each test of a file; none of them may violate the OpenAPI document. */
export function kelviqBed(): KelviqBed {
	const bed = {} as KelviqBed;
	const emulators = freshEmulators();

	beforeEach(() => {
		const { kelviq, storage } = emulators;
		const http = client(kelviq.baseUrl, kelviq.apiKey);
		const upload = async (fileName: string, bytes = 'bytes') => {
			const { data } = await http.post('/media/', { fileName, fileType: 'image/png' });
			await postForm(data, Buffer.from(bytes));
			return data.fileKey as string;
		};
		Object.assign(bed, { kelviq, storage, http, upload } satisfies KelviqBed);
	});

	afterEach(() => {
		expect(bed.kelviq.violations).toEqual([]);
	});
	return bed;
}

/** Sends a presigned form with a file; returns the storage's response, whatever its status. */
export async function postForm({ url, fields }: { url: string; fields: object }, bytes: Buffer) {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	form.append('file', bytes, { filename: 'any.png' });
	return await client('').post(url, form.getBuffer(), { headers: form.getHeaders() });
}
