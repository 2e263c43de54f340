import { randomUUID } from 'node:crypto';
import axios, { type AxiosRequestConfig } from 'axios';
import { startDocuSign } from './docuSign';
import { startDropboxSign } from './dropboxSign';
import { startGitHub } from './gitHub';

const signer = { name: 'Alex Morgan', email: 'alex.morgan@example.com' };
const pdf = Buffer.from('%PDF-1.7 signed');

const get = async (url: string, options: AxiosRequestConfig = {}) =>
	await axios.get<Buffer>(url, {
		responseType: 'arraybuffer',
		proxy: false,
		maxRedirects: 0,
		validateStatus: () => true,
		...options,
	});

describe('the stand-in for Dropbox Sign', () => {
	it('gives the file to its API key alone, and only once it is prepared', async () => {
		const service = await startDropboxSign();
		const id = 'fa5c8a0b0f492d768749333ad6fcc214c111e967';
		service.add({ id, title: 'NDA', signer, pdf });
		const url = `${service.origin}/v3/signature_request/files/${id}?file_type=pdf`;
		const auth = { username: service.apiKey, password: '' };
		service.preparing = 1;
		expect((await get(url)).status).toBe(401);
		expect((await get(url, { auth: { ...auth, password: 'x' } })).status).toBe(401);
		expect((await get(url, { auth })).status).toBe(409);
		const { status, data, headers } = await get(url, { auth });
		expect([status, data.toString()]).toEqual([200, pdf.toString()]);
		expect(headers).not.toHaveProperty('content-disposition');
		expect((await get(url.replace('pdf', 'zip'), { auth })).status).toBe(400);
		expect((await get(url.replace(id, 'other'), { auth })).status).toBe(404);
		await service.close();
	});
});

describe('the stand-in for DocuSign', () => {
	it('gives the documents of its own account to its access token alone', async () => {
		const service = await startDocuSign();
		const id = randomUUID();
		service.add({ id, emailSubject: 'NDA', signer, pdf });
		const path = `envelopes/${id}/documents/combined`;
		const url = `${service.origin}/restapi/v2.1/accounts/${service.accountId}/${path}`;
		const headers = { Authorization: `Bearer ${service.accessToken}` };
		expect((await get(url)).status).toBe(401);
		const answer = await get(url, { headers });
		expect([answer.status, answer.data.toString()]).toEqual([200, pdf.toString()]);
		expect(answer.headers['content-disposition']).toMatch(/^file; filename="NDA\.pdf"; /);
		expect((await get(url.replace(service.accountId, 'other'), { headers })).status).toBe(404);
		await service.close();
	});
});

describe('the stand-in for GitHub', () => {
	it('redirects to a file without a type, at an address that needs its ticket', async () => {
		const service = await startGitHub();
		service.release('v1', [{ name: 'app.zip', contentType: 'application/zip', bytes: pdf }]);
		const list = await get(`${service.origin}/repos/example/pro-suite/releases/1/assets`);
		const [asset] = JSON.parse(list.data.toString()) as Array<{ browser_download_url: string }>;
		const moved = await get(asset!.browser_download_url);
		expect(moved.status).toBe(302);
		const location = String(moved.headers.location);
		expect((await get(location.replace(/\?.*/, ''))).status).toBe(403);
		const { headers, data } = await get(location);
		expect(data.toString()).toBe(pdf.toString());
		expect(headers['content-type']).toBe('application/octet-stream');
		expect(headers['content-disposition']).toBe('attachment; filename=app.zip');
		await service.close();
	});

	it('lists 30 files on a page unless asked for others, and never more than 100', async () => {
		const service = await startGitHub();
		const asset = (_: unknown, index: number) => ({
			name: `${index}.zip`,
			contentType: 'application/zip',
			bytes: pdf,
		});
		service.release('v1', Array.from({ length: 130 }, asset));
		const list = async (query: string) => {
			const { data } = await get(
				`${service.origin}/repos/example/pro-suite/releases/1/assets${query}`,
			);
			const names = (JSON.parse(data.toString()) as Array<{ name: string }>).map(
				({ name }) => name,
			);
			return [names.length, names[0]];
		};
		expect(await list('')).toEqual([30, '0.zip']);
		expect(await list('?page=5')).toEqual([10, '120.zip']);
		expect(await list('?per_page=200')).toEqual([100, '0.zip']);
		expect(await list('?per_page=100&page=2')).toEqual([30, '100.zip']);
		expect(await list('?per_page=100&page=3')).toEqual([0, undefined]);
		await service.close();
	});
});
