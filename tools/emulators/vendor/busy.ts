import type { RequestHandler } from 'express';

import { pathOf } from './recording';
import { routeMatcher } from './route';
import type { VendorEmulator } from './types';

/** Refuses calls during an outage, and those beyond the limit, as a gateway before the API does. */
export function busy(emulator: VendorEmulator, basePath: string): RequestHandler {
	let windowOf: VendorEmulator['callLimit'];
	let windowEnd = 0;
	let calls = 0;
	return (request, response, next) => {
		const now = Date.now();
		const { outage, callLimit } = emulator;
		const isFor = (route: string) =>
			routeMatcher(route, basePath)({ method: request.method, path: pathOf(request) });
		if (outage && now < outage.until && (!outage.route || isFor(outage.route))) {
			return void response.status(503).type('text/plain').send('Service Unavailable');
		}
		if (!callLimit) return next();
		if (now >= windowEnd || windowOf !== callLimit) {
			windowOf = callLimit;
			windowEnd = now + callLimit.windowMs;
			calls = 0;
		}
		calls += 1;
		if (calls <= callLimit.calls) return next();
		const seconds = Math.ceil((windowEnd - now) / (callLimit.secondMs ?? 1000));
		response.status(429).set('Retry-After', String(seconds)).json({ message: 'Too many calls' });
	};
}
