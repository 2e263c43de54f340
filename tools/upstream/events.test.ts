import { createHmac, randomUUID } from 'node:crypto';
import type http from 'node:http';
import busboy from 'busboy';
import { listen, type Listening } from '../emulators/http';
import { startDocuSign } from './docuSign';
import { startDropboxSign } from './dropboxSign';
import { startGitHub } from './gitHub';

interface Received {
	headers: http.IncomingHttpHeaders;
	body: Buffer;
}

describe('the events of the stand-ins', () => {
	const received: Received[] = [];
	let receiver: Listening;

	beforeAll(async () => {
		receiver = await listen((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				received.push({ headers: request.headers, body: Buffer.concat(chunks) });
				response.end('thank you');
			});
		});
	});

	afterAll(() => receiver.close());

	const last = () => received.at(-1)!;
	const hmac = (key: string, content: Buffer | string, encoding: 'hex' | 'base64') =>
		createHmac('sha256', key).update(content).digest(encoding);
	const signer = { name: 'Alex Morgan', email: 'alex.morgan@example.com' };
	const pdf = Buffer.alloc(0);

	it('of Dropbox Sign are one form field, with a hash of time and type', async () => {
		const service = await startDropboxSign();
		service.add({ id: 'one', title: 'NDA', signer, pdf });
		const reply = await service.send(receiver.origin, 'signature_request_downloadable', 'one');
		expect(reply).toEqual({ status: 200, text: 'thank you' });
		const fields = await formFields(last());
		expect(Object.keys(fields)).toEqual(['json']);
		const { event, signature_request } = JSON.parse(fields.json!) as {
			event: { event_time: string; event_type: string; event_hash: string };
			signature_request: { signatures: Array<{ signer_email_address: string }> };
		};
		const { event_time, event_type, event_hash } = event;
		expect(event_hash).toBe(hmac(service.apiKey, event_time + event_type, 'hex'));
		expect(signature_request.signatures[0]?.signer_email_address).toBe(signer.email);
		await service.close();
	});

	it('of DocuSign are JSON, with a signature of the body', async () => {
		const service = await startDocuSign();
		const id = randomUUID();
		service.add({ id, emailSubject: 'NDA', signer, pdf });
		await service.send(receiver.origin, 'envelope-completed', id);
		const { headers, body } = last();
		expect(headers['x-docusign-signature-1']).toBe(hmac(service.connectKey, body, 'base64'));
		await service.close();
	});

	it('of GitHub are JSON, with a signature of the body and the kind of event', async () => {
		const service = await startGitHub();
		await service.send(receiver.origin, { ping: true });
		const { headers, body } = last();
		const signature = `sha256=${hmac(service.webhookSecret, body, 'hex')}`;
		expect(headers).toMatchObject({ 'x-github-event': 'ping', 'x-hub-signature-256': signature });
		await service.close();
	});
});

async function formFields({ headers, body }: Received): Promise<Record<string, string>> {
	const fields: Record<string, string> = {};
	await new Promise<void>((resolve, reject) => {
		const form = busboy({ headers });
		form.on('field', (name, value) => {
			fields[name] = value;
		});
		form.on('close', resolve).on('error', reject);
		form.end(body);
	});
	return fields;
}
