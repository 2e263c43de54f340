import { createHmac, randomBytes } from 'node:crypto';
import express from 'express';
import FormData from 'form-data';
import { listen } from '../emulators/http';
import { deliver, type Reply } from './delivery';

/** A document that was sent to somebody for a signature. */
export interface SignatureRequest {
	id: string;
	title: string;
	signer: { name: string; email: string };
	pdf: Buffer;
}

export type DropboxSignEvent =
	'signature_request_all_signed' | 'signature_request_downloadable' | 'signature_request_viewed';

export interface DropboxSign {
	origin: string;
	/** Signs the events, and is the user of Basic authentication. */
	apiKey: string;
	/** How often a download is still answered with 409, since the file is being prepared. */
	preparing: number;
	/** Whether downloads name the file, which is not documented. */
	namesFiles: boolean;
	/** How many downloads were served. */
	downloads: number;
	add(signatureRequest: SignatureRequest): void;
	/** Sends an event; anything but 200 with the agreed text is a failed delivery, to be repeated. */
	send(url: string, type: DropboxSignEvent, id: string, key?: string): Promise<Reply>;
	close(): Promise<void>;
}

/** What a receiver has to answer: https://developers.hellosign.com/docs/events/overview */
export const RECEIVED = 'Hello API Event Received';

/** A local stand-in for Dropbox Sign's events and downloads. */
export async function startDropboxSign(): Promise<DropboxSign> {
	const requests = new Map<string, SignatureRequest>();
	const app = express();
	app.disable('x-powered-by').disable('etag');
	app.get('/v3/signature_request/files/:id', (request, response): void => {
		const fail = (status: number, name: string, message: string): void =>
			void response.status(status).json({ error: { error_name: name, error_msg: message } });
		const basic = `Basic ${Buffer.from(`${service.apiKey}:`).toString('base64')}`;
		if (request.headers.authorization !== basic)
			return fail(401, 'unauthorized', 'Unauthorized api key');
		const one = requests.get(String(request.params.id));
		if (!one) return fail(404, 'not_found', 'Not found');
		if (request.query.file_type !== 'pdf')
			return fail(400, 'bad_request', "file_type must be 'pdf'");
		if (service.preparing > 0) {
			service.preparing -= 1;
			return fail(409, 'conflict', 'The files are still being processed');
		}
		service.downloads += 1;
		response.set('Content-Type', 'application/pdf');
		if (service.namesFiles) response.attachment(`${one.title}.pdf`);
		response.send(one.pdf);
	});
	const server = await listen(app);
	const service: DropboxSign = {
		origin: server.origin,
		apiKey: randomBytes(32).toString('hex'),
		preparing: 0,
		namesFiles: false,
		downloads: 0,
		add: (one) => void requests.set(one.id, one),
		send: async (url, type, id, key = service.apiKey) => {
			const one = requests.get(id);
			if (!one) throw new Error(`no signature request ${id}`);
			const form = new FormData();
			form.append('json', JSON.stringify(eventOf(one, type, key)));
			return await deliver(url, form, form.getHeaders());
		},
		close: server.close,
	};
	return service;
}

/** As in https://github.com/hellosign/hellosign-openapi, examples/json/EventCallback*.json */
function eventOf({ id, title, signer }: SignatureRequest, type: DropboxSignEvent, key: string) {
	const time = String(Math.floor(Date.now() / 1000));
	const signatureId = randomBytes(16).toString('hex');
	return {
		event: {
			event_time: time,
			event_type: type,
			// It covers nothing else.
			event_hash: createHmac('sha256', key)
				.update(time + type)
				.digest('hex'),
			event_metadata: {
				related_signature_id: signatureId,
				reported_for_account_id: '63522885f9261e2b04eea043933ee7313eb674fd',
				reported_for_app_id: null,
			},
		},
		account_guid: '63522885f9261e2b04eea043933ee7313eb674fd',
		client_id: null,
		signature_request: {
			signature_request_id: id,
			title,
			original_title: title,
			subject: title,
			message: 'Please sign.',
			test_mode: false,
			metadata: {},
			created_at: Number(time) - 3600,
			is_complete: type !== 'signature_request_viewed',
			is_declined: false,
			has_error: false,
			custom_fields: [],
			response_data: [],
			signing_url: null,
			files_url: `https://api.hellosign.com/v3/signature_request/files/${id}`,
			details_url: `https://app.hellosign.com/home/manage?guid=${id}`,
			requester_email_address: 'recruiting@example.com',
			cc_email_addresses: [],
			template_ids: null,
			signatures: [
				{
					signature_id: signatureId,
					signer_email_address: signer.email,
					signer_name: signer.name,
					signer_role: null,
					order: null,
					status_code: 'signed',
					decline_reason: null,
					signed_at: Number(time) - 60,
					last_viewed_at: Number(time) - 120,
					last_reminded_at: null,
					has_pin: false,
				},
			],
		},
	};
}
