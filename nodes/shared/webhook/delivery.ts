import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

/** What a vendor posted, as it came; what is absent is ''. */
export interface Delivery {
	/** The same when the vendor sends it again. */
	id: string;
	/** Seconds since 1970, as text. */
	timestamp: string;
	/** One or several entries such as `v1,…`, separated by blanks. */
	signature: string;
	/** The bytes that the signature covers; undefined where n8n keeps none, as for a form. */
	body: Buffer | undefined;
}

/**
 * Reads a delivery off the request.
 * @param prefixes of its three headers, e.g. `webhook` for `webhook-id`; the first that is there counts
 */
export function deliveryOf(context: IWebhookFunctions, prefixes: readonly string[]): Delivery {
	const { rawBody } = context.getRequestObject() as { rawBody?: unknown };
	const headers = context.getHeaderData();
	const header = (name: string): string => {
		const found = prefixes.map((prefix) => headers[`${prefix}-${name}`]);
		const value = found.find((one) => typeof one === 'string' && one);
		return typeof value === 'string' ? value : '';
	};
	return {
		id: header('id'),
		timestamp: header('timestamp'),
		signature: header('signature'),
		body: Buffer.isBuffer(rawBody) ? rawBody : undefined,
	};
}

/**
 * The event in a delivery, or undefined if it is not JSON of an object. It is read from the bytes that
 * were verified: n8n parses a body of its own, and not one without a Content-Type.
 */
export function eventOf({ body }: Delivery): IDataObject | undefined {
	try {
		const text = (body ?? '').toString().replace(/^\uFEFF/, '');
		const event = JSON.parse(text) as unknown;
		const isObject = typeof event === 'object' && event !== null && !Array.isArray(event);
		return isObject ? (event as IDataObject) : undefined;
	} catch {
		return undefined;
	}
}
