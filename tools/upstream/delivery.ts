import axios from 'axios';

/** How a webhook was answered. */
export interface Reply {
	status: number;
	text: string;
}

/** Sends a webhook the way services do: the answer counts, whatever its status, within 30 s. */
export async function deliver(
	url: string,
	body: Buffer | { pipe: unknown },
	headers: Record<string, string>,
): Promise<Reply> {
	const { status, data } = await axios.post<string>(url, body, {
		headers,
		timeout: 30_000,
		proxy: false,
		responseType: 'text',
		transformResponse: (text: string) => text,
		validateStatus: () => true,
	});
	return { status, text: data };
}
