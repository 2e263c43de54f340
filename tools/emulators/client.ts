import axios, { type AxiosInstance } from 'axios';

/** An HTTP client that returns every status; without a token, no `Authorization` header. */
export function client(baseURL: string, token?: string): AxiosInstance {
	return axios.create({
		baseURL,
		headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
		validateStatus: () => true,
		proxy: false,
	});
}

/** Sends a file to a presigned URL. */
export async function put(url: string, bytes: string, contentType: string) {
	return await client('').put(url, bytes, { headers: { 'Content-Type': contentType } });
}
