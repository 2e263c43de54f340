import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen } from '../http';
import { apply, pass } from './apply';
import type { Fault } from './faults';
import { LateWork } from './lateWork';
import { Overtaking } from './overtaking';

export * from './faults';

export interface ProxiedRequest {
	method: string;
	/** without the query */
	path: string;
	/** which fault it met, if any */
	fault?: Fault['kind'];
}

export interface Failing {
	/** default: every request */
	on?: (request: ProxiedRequest) => boolean;
	/** what happens, or how it is chosen for each request; undefined leaves it to the others */
	fault: Fault | (() => Fault | undefined);
	/** how many requests meet it, default 1 */
	times?: number;
	/** how many requests pass before the first one does, default 0 */
	skip?: number;
}

export interface FaultProxy {
	/** e.g. http://127.0.0.1:41234 */
	origin: string;
	/** every request, in order of arrival */
	requests: ProxiedRequest[];
	/** Of several that match a request, the one that was added first happens. */
	fail(failing: Failing): void;
	/** Tells of every request before it is passed on or meets a fault. */
	watch(watcher: (request: ProxiedRequest) => void): void;
	/** Forgets the faults that did not happen. */
	heal(): void;
	/** Resolves when the late work so far is done. */
	lateWorkDone(): Promise<void>;
	/** Refuses new connections for so many milliseconds, or until `reopen`. */
	outage(ms: number): void;
	reopen(): void;
	/** A URL of the target as it goes through the proxy; others are left as they are. */
	through(address: string): string;
	close(): Promise<void>;
}

/** An HTTP proxy for one server that applies faults to chosen requests on their way. */
export async function startFaultProxy(targetOrigin: string): Promise<FaultProxy> {
	const target = new URL(targetOrigin);
	const requests: ProxiedRequest[] = [];
	const watchers: Array<(request: ProxiedRequest) => void> = [];
	let failings: Array<Required<Failing>> = [];
	const overtaking = new Overtaking();
	const late = new LateWork();
	let reopening: NodeJS.Timeout | undefined;

	const faultFor = (request: ProxiedRequest): Fault | undefined => {
		for (const failing of failings) {
			if (failing.times <= 0 || !failing.on(request)) continue;
			if (failing.skip-- > 0) continue;
			failing.times--;
			const fault = typeof failing.fault === 'function' ? failing.fault() : failing.fault;
			if (fault) return fault;
		}
		return undefined;
	};
	const handle = async (request: IncomingMessage, response: ServerResponse) => {
		// Node takes the socket from a request that is destroyed.
		const { method = '', url = '', socket } = request;
		const proxied: ProxiedRequest = { method, path: url.split('?', 1)[0] ?? '' };
		for (const watcher of watchers) watcher(proxied);
		const fault = faultFor(proxied);
		if (fault) proxied.fault = fault.kind;
		const number = requests.push(proxied);
		response.once('close', () => overtaking.answered(number));
		const overtaken = async (ms: number) => await overtaking.after(number, ms);
		const passage = { target, request, response, overtaken, later: late.add, outage };
		// A connection broken behind the proxy is broken on the client's side as well.
		await (fault ? apply(fault, passage) : pass(passage)).catch(() => socket.destroy());
	};
	const { origin, server, close } = await listen((...exchange) => void handle(...exchange));
	// A slow upload is not a stall: no limit on the whole request.
	server.requestTimeout = 0;

	const reopen = () => {
		clearTimeout(reopening);
		const { port, hostname } = new URL(origin);
		if (!server.listening) server.listen(Number(port), hostname);
	};
	const outage = (ms: number) => {
		clearTimeout(reopening);
		server.close();
		reopening = setTimeout(reopen, ms);
	};
	return {
		origin,
		requests,
		fail: ({ on = () => true, fault, times = 1, skip = 0 }) =>
			void failings.push({ on, fault, times, skip }),
		watch: (watcher) => void watchers.push(watcher),
		heal: () => {
			failings = [];
		},
		lateWorkDone: late.done,
		outage,
		reopen,
		through: (address) =>
			address.startsWith(target.origin) ? origin + address.slice(target.origin.length) : address,
		close: async () => {
			clearTimeout(reopening);
			late.forget();
			await close();
		},
	};
}
