export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface RecordedRequest {
	method: string;
	/** as it arrived, without the query */
	path: string;
	query: Record<string, string>;
	headers: Record<string, string>;
	/** parsed JSON; text for any other content type; undefined without a (readable) body */
	body: unknown;
	/** 0 until the response's head is sent, and permanently if the connection was cut instead */
	status: number;
}

/** A scripted reply: sent instead of the emulator's own response, whatever the request contains. */
export interface Scripted {
	/** default 200 */
	status?: number;
	headers?: Record<string, string>;
	/** a string is sent as it is, anything else as JSON */
	body?: unknown;
	/** cut the connection instead of responding */
	destroy?: boolean;
	/** do the real work first, then send this response (or cut) */
	after?: boolean;
	/**
	 * send this response (or cut) at once, and do the real work so many milliseconds later, whatever
	 * comes of it; a reset ends what is pending
	 */
	lateMs?: number;
	/** milliseconds before the response; alone, it delays the real response */
	delayMs?: number;
	/** do the real work and alter its response, text as text; `status` and `headers` then replace the real ones */
	patch?: (body: Json) => unknown;
	/** the body is repeated without end: as fast as it is read, or a byte of it every so many milliseconds */
	endless?: 'fast' | { byteMs: number };
	/** the body is packed, and says so; with `endless`, a small answer is a large one */
	gzip?: boolean;
	/** how many requests get this reply, default 1 */
	times?: number;
}

/** A time in which nothing works: calls are refused with 503 before they do anything. */
export interface Outage {
	/** as Date.now() */
	until: number;
	/** the only route that does not work, written as for `script`; default all of them */
	route?: string;
}

/** How many calls are answered in a window of time; others are refused with 429. */
export interface CallLimit {
	calls: number;
	windowMs: number;
	/** how many milliseconds a second in Retry-After takes, default 1000 */
	secondMs?: number;
}

/** What both vendors' emulators have in common. */
export interface VendorEmulator {
	/** e.g. http://127.0.0.1:41234 */
	origin: string;
	/** what a credential's base URL holds */
	baseUrl: string;
	/** every request, in order of arrival */
	requests: RecordedRequest[];
	/** responses that violated the OpenAPI document, and faults of the emulator itself */
	violations: string[];
	/** milliseconds added to every call; may be set at any time */
	latencyMs: number;
	/** may be set at any time */
	outage?: Outage;
	/** may be set at any time */
	callLimit?: CallLimit;
	/** `route` is a method and a path below `baseUrl`; `{name}` stands for any one segment */
	script(route: string, reply: Scripted): void;
	/** forgets the scripted replies that were not used up */
	clearScripts(): void;
	/** the recorded requests of a route, written as for `script` */
	callsTo(route: string): RecordedRequest[];
	/**
	 * Makes everything as it was at the start, with new keys and ids, and lets nothing of before
	 * happen any more. The origin stays, and so does this object.
	 */
	reset(): Promise<void>;
	close(): Promise<void>;
}

/** What an endpoint is called with; the body has passed the OpenAPI document. */
export interface Call {
	params: Record<string, string>;
	query: Record<string, string>;
	/** by lower-case name */
	headers: Record<string, string>;
	body: unknown;
}

export interface Answer {
	/** default 200 */
	status?: number;
	headers?: Record<string, string>;
	/** sent as application/json; checked against the OpenAPI document */
	json?: unknown;
	/** sent as text/plain unless `headers` name another type */
	text?: string;
}

/** One operation of a vendor's API. */
export type Endpoint<State> = (
	emulator: State & VendorEmulator,
	call: Call,
) => Answer | Promise<Answer>;

/** One thing wrong with a request, e.g. location `body`, field `['files', '0', 'mimeType']`. */
export interface Fault {
	location: string;
	field: string[];
	/** the JSON Schema keyword that failed; empty for an unknown query parameter */
	rule: string;
	message: string;
}

/** A request that no endpoint answered; each vendor words it differently. */
export interface Failure {
	status: number;
	message: string;
	method: string;
	path: string;
	authorization: string | undefined;
	faults: Fault[];
}

/** Thrown by an endpoint to send a response other than its normal one. */
export class Refusal extends Error {
	constructor(readonly answer: Answer) {
		super(`refused with ${answer.status ?? 200}`);
	}
}
