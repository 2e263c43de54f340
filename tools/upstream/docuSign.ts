import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import express from 'express';
import { listen } from '../emulators/http';
import { deliver, type Reply } from './delivery';

/** An envelope whose documents are signed. */
export interface Envelope {
	id: string;
	emailSubject: string;
	signer: { name: string; email: string };
	pdf: Buffer;
}

export type DocuSignEvent = 'envelope-completed' | 'envelope-sent';

export interface DocuSign {
	origin: string;
	accountId: string;
	/** Signs what Connect sends. */
	connectKey: string;
	/** Of an app that may download. */
	accessToken: string;
	/** How many downloads were served. */
	downloads: number;
	add(envelope: Envelope): void;
	/** Sends an event; any status but 200 is a failed delivery, to be repeated. */
	send(url: string, event: DocuSignEvent, id: string, key?: string): Promise<Reply>;
	close(): Promise<void>;
}

/** A local stand-in for DocuSign Connect (JSON SIM) and the download of an envelope's documents. */
export async function startDocuSign(): Promise<DocuSign> {
	const envelopes = new Map<string, Envelope>();
	const app = express();
	app.disable('x-powered-by').disable('etag');
	app.get(
		'/restapi/v2.1/accounts/:account/envelopes/:id/documents/combined',
		(request, response): void => {
			const fail = (status: number, errorCode: string, message: string): void =>
				void response.status(status).json({ errorCode, message });
			if (request.headers.authorization !== `Bearer ${service.accessToken}`)
				return fail(401, 'AUTHORIZATION_INVALID_TOKEN', 'The access token provided is not valid.');
			const one = envelopes.get(String(request.params.id));
			if (request.params.account !== service.accountId || !one)
				return fail(404, 'ENVELOPE_DOES_NOT_EXIST', 'The envelope specified does not exist.');
			service.downloads += 1;
			response.set({
				'Content-Type': 'application/pdf',
				// Its type really is `file`, and it has a parameter of its own.
				'Content-Disposition': `file; filename="${one.emailSubject}.pdf"; documentid="combined"`,
			});
			response.send(one.pdf);
		},
	);
	const server = await listen(app);
	const service: DocuSign = {
		origin: server.origin,
		accountId: randomUUID(),
		connectKey: randomBytes(32).toString('base64'),
		accessToken: randomBytes(48).toString('base64url'),
		downloads: 0,
		add: (one) => void envelopes.set(one.id, one),
		send: async (url, event, id, key = service.connectKey) => {
			const one = envelopes.get(id);
			if (!one) throw new Error(`no envelope ${id}`);
			const body = Buffer.from(JSON.stringify(eventOf(one, event, service.accountId)));
			const signature = createHmac('sha256', key).update(body).digest('base64');
			return await deliver(url, body, {
				'Content-Type': 'application/json; charset=utf-8',
				'X-DocuSign-Signature-1': signature,
			});
		},
		close: server.close,
	};
	return service;
}

/** https://developers.docusign.com/platform/webhooks/connect/json-sim-event-model */
function eventOf({ id, emailSubject, signer }: Envelope, event: DocuSignEvent, accountId: string) {
	const now = new Date().toISOString();
	const path = `/restapi/v2.1/accounts/${accountId}/envelopes/${id}`;
	const isDone = event === 'envelope-completed';
	return {
		event,
		apiVersion: 'v2.1',
		uri: path,
		retryCount: 0,
		configurationId: 10_418_598,
		generatedDateTime: now,
		data: {
			accountId,
			userId: '3a1b27f4-6c5e-4d8e-9d5a-6f0c3b1f7f52',
			envelopeId: id,
			envelopeSummary: {
				status: isDone ? 'completed' : 'sent',
				emailSubject,
				envelopeUri: `/envelopes/${id}`,
				documentsCombinedUri: `/envelopes/${id}/documents/combined`,
				...(isDone ? { completedDateTime: now } : {}),
				customFields: { textCustomFields: [], listCustomFields: [] },
				recipients: {
					signers: [
						{
							...signer,
							recipientId: '1',
							recipientIdGuid: '9e2b6f4e-3d54-4f0f-8f3c-0f4d5b8f6f11',
							routingOrder: '1',
							status: isDone ? 'completed' : 'sent',
							...(isDone ? { signedDateTime: now } : {}),
						},
					],
				},
			},
		},
	};
}
