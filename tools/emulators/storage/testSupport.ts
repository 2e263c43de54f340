import net from 'node:net';
import axios from 'axios';
import FormData from 'form-data';

export interface Reply {
	status: number;
	/** <Code>, '' when the body is no error document */
	code: string;
	/** <Message>, entities decoded */
	message: string;
	headers: Record<string, string>;
	body: string;
}

export const BUCKET = 'bucket';

/** One request with exactly these headers (and a Content-Length), whatever the status. */
export async function send(
	method: string,
	url: string,
	headers: Record<string, string> = {},
	body: Buffer | string = '',
): Promise<Reply> {
	const {
		status,
		data,
		headers: replied,
	} = await axios.request<Buffer>({
		method,
		url,
		// axios adds a Content-Type of its own unless it is told not to.
		headers: { 'Content-Type': false, ...headers },
		data: Buffer.from(body),
		responseType: 'arraybuffer',
		validateStatus: () => true,
		maxRedirects: 0,
	});
	return reply(
		status,
		Object.fromEntries(Object.entries(replied).map(([k, v]) => [k, String(v)])),
		data.toString(),
	);
}

/** Writes text to a new connection and reads until the server closes it; `end` half-closes it. */
export async function sendRaw(origin: string, text: string, end = false): Promise<Reply> {
	const { hostname, port } = new URL(origin);
	const socket = net.connect(Number(port), hostname);
	socket.write(text);
	if (end) socket.end();
	let answer = '';
	for await (const chunk of socket) answer += String(chunk);
	const [head = '', body = ''] = answer.split('\r\n\r\n', 2);
	return reply(Number(head.split(' ')[1]), {}, body);
}

/** The head of a raw request for `url`, without a length unless a header gives one. */
export function head(
	method: string,
	url: string,
	headers: Record<string, string | number>,
): string {
	const { host, pathname, search } = new URL(url);
	const lines = Object.entries({ Host: host, Connection: 'close', ...headers });
	return `${method} ${pathname}${search} HTTP/1.1\r\n${lines.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n`;
}

/** Sends fields, then the file (if any), then what should follow it. */
export async function sendForm(
	url: string,
	fields: Record<string, string>,
	file: Buffer | string | undefined,
	o: { after?: Record<string, string>; type?: string; headers?: Record<string, string> } = {},
): Promise<Reply> {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	if (file !== undefined) {
		const contentType = o.type ?? 'application/octet-stream';
		form.append('file', Buffer.from(file), { filename: 'local name.bin', contentType });
	}
	for (const [name, value] of Object.entries(o.after ?? {})) form.append(name, value);
	return await send('POST', url, { ...form.getHeaders(), ...o.headers }, form.getBuffer());
}

/** `fields` without those of a name, in any letter case. */
export function without(fields: Record<string, string>, name: string): Record<string, string> {
	const others = ([other]: [string, string]) => other.toLowerCase() !== name.toLowerCase();
	return Object.fromEntries(Object.entries(fields).filter(others));
}

/** The URL with one query parameter changed. */
export function changed(url: string, name: string, value: string): string {
	const address = new URL(url);
	address.searchParams.set(name, value);
	return address.href;
}

function reply(status: number, headers: Record<string, string>, body: string): Reply {
	const element = (name: string) =>
		new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(body)?.[1] ?? '';
	const message = element('Message').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
	return { status, code: element('Code'), message, headers, body };
}
