import type { Request, RequestHandler } from 'express';

import type { RecordedRequest } from './types';

/** The path as it arrived, without the query. */
export function pathOf(request: Request): string {
	return request.originalUrl.split('?', 1)[0] ?? '';
}

/** The query parameters; of a repeated one, the last. */
export function queryOf(request: Request): Record<string, string> {
	const query = request.originalUrl.slice(pathOf(request).length);
	return Object.fromEntries(new URLSearchParams(query));
}

/** The headers by lower-case name. */
export function headersOf(request: Request): Record<string, string> {
	const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
	return Object.fromEntries(headers);
}

/** Adds every request to `requests` on arrival. */
export function recordRequests(requests: RecordedRequest[]): RequestHandler {
	return (request, response, next) => {
		requests.push({
			method: request.method,
			path: pathOf(request),
			query: queryOf(request),
			headers: headersOf(request),
			// Read on demand: both are known only later, and a client may have its response
			// before the server's own "finish" event fires.
			get body() {
				return request.body as unknown;
			},
			get status() {
				const { told = response } = response.locals as { told?: typeof response };
				return told.headersSent ? told.statusCode : 0;
			},
		});
		next();
	};
}
