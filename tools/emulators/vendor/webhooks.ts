import { randomUUID } from 'node:crypto';
import axios from 'axios';

/** What differs between the vendors in their webhooks. */
export interface WebhookRules {
	/** what an endpoint can subscribe to */
	types: readonly string[];
	newSecret(): string;
	/** the value of the header webhook-signature; `content` is what the scheme signs */
	sign(secret: string, content: string): string;
	newId(): string;
	/** the body, before it becomes JSON */
	envelope(event: WebhookEvent, endpoint: Endpoint, id: string): object;
}

export interface WebhookEvent {
	type: string;
	/** what it is about, as the vendor has it */
	about: object;
}

export interface NewEndpoint {
	/** https, or plain http on this machine */
	url: string;
	/** default: all */
	types?: readonly string[];
	username?: string;
	password?: string;
}

export interface Endpoint extends Required<Pick<NewEndpoint, 'url' | 'types'>> {
	username: string | null;
	password: string | null;
	/** of this endpoint only */
	secret: string;
}

/** One POST of an event, whatever came of it. */
export interface Attempt {
	endpoint: Endpoint;
	/** the same when an event is sent again */
	id: string;
	body: string;
	headers: Record<string, string>;
	/** 0 without a response within the time that the vendor waits */
	status: number;
	isDelivered: boolean;
	response: string;
}

/** The webhooks of a vendor's dashboard: endpoints are registered there, not by a call. */
export class Webhooks {
	readonly endpoints: Endpoint[] = [];
	/** how long a response may take, in milliseconds: 15 s where a vendor says so at all */
	patienceMs = 15_000;
	/** in the order in which they were sent */
	readonly attempts: Attempt[] = [];

	constructor(private readonly rules: WebhookRules) {}

	/** Registers an endpoint, which has a secret of its own. */
	register({ url, types = this.rules.types, username, password }: NewEndpoint): Endpoint {
		const { protocol, hostname } = new URL(url);
		if (protocol !== 'https:' && hostname !== '127.0.0.1') throw new Error(`${url} is not HTTPS`);
		const unknown = types.find((type) => !this.rules.types.includes(type));
		if (unknown !== undefined || !types.length) throw new Error(`no event type ${unknown}`);
		const access = { username: username ?? null, password: password ?? null };
		const endpoint = { url, types, ...access, secret: this.rules.newSecret() };
		this.endpoints.push(endpoint);
		return endpoint;
	}

	/** Sends an event to every endpoint that subscribed to its type; once each. */
	async emit(event: WebhookEvent): Promise<Attempt[]> {
		if (!this.rules.types.includes(event.type)) throw new Error(`no event type ${event.type}`);
		const subscribed = this.endpoints.filter(({ types }) => types.includes(event.type));
		return await Promise.all(
			subscribed.map(async (endpoint) => await this.deliver(endpoint, event)),
		);
	}

	/** Sends what was sent before again, with its id and body, signed anew. */
	async again({ endpoint, id, body }: Attempt, at = new Date()): Promise<Attempt> {
		return await this.post(endpoint, id, { body, at });
	}

	/** The request of a delivery, without sending it. */
	signed(endpoint: Endpoint, id: string, { body, at }: { body: string; at: Date }) {
		const timestamp = String(Math.floor(at.getTime() / 1000));
		return {
			'Content-Type': 'application/json',
			'webhook-id': id,
			'webhook-timestamp': timestamp,
			'webhook-signature': this.rules.sign(endpoint.secret, `${id}.${timestamp}.${body}`),
		};
	}

	/** The body of an event for an endpoint, and the id of its delivery. */
	pack(endpoint: Endpoint, event: WebhookEvent): { id: string; body: string } {
		const id = this.rules.newId();
		return { id, body: JSON.stringify(this.rules.envelope(event, endpoint, id)) };
	}

	private async deliver(endpoint: Endpoint, event: WebhookEvent): Promise<Attempt> {
		const { id, body } = this.pack(endpoint, event);
		return await this.post(endpoint, id, { body, at: new Date() });
	}

	private async post(
		endpoint: Endpoint,
		id: string,
		sent: { body: string; at: Date },
	): Promise<Attempt> {
		const headers = this.signed(endpoint, id, sent);
		const { status, data } = await axios
			.post<string>(endpoint.url, sent.body, {
				headers,
				timeout: this.patienceMs,
				// Any redirect counts as not delivered.
				maxRedirects: 0,
				responseType: 'text',
				transformResponse: (text: string) => text,
				validateStatus: () => true,
				proxy: false,
			})
			.catch(() => ({ status: 0, data: '' }));
		const isDelivered = status >= 200 && status < 300;
		const attempt = { endpoint, id, body: sent.body, headers, status, isDelivered, response: data };
		this.attempts.push(attempt);
		return attempt;
	}
}

export const newUuid = (): string => randomUUID();
