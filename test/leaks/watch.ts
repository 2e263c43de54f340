import { subscribe } from 'node:diagnostics_channel';
import { getEventListeners } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What a process holds on to, by kind. */
export type Held = Record<string, number>;

/** Open files and sockets by kind, and what keeps the event loop alive. */
export function held(): Held {
	const counts: Held = {};
	const add = (name: string) => void (counts[name] = (counts[name] ?? 0) + 1);
	// An operation on a file ends quickly, and a file that stays open has a descriptor.
	const lasting = process.getActiveResourcesInfo().filter((name) => name !== 'FSReqCallback');
	lasting.forEach(add);
	for (const fd of readdirSync('/proc/self/fd')) add(`fd ${kindOf(fd)}`);
	return counts;
}

function kindOf(fd: string): string {
	try {
		return readlinkSync(`/proc/self/fd/${fd}`).replace(/:?\[.*\]$/, '');
	} catch {
		// The descriptor of the listing itself is gone by now.
		return 'closed';
	}
}

/** Waits for something that happens on its own, or gives up. */
export async function waitFor(condition: () => boolean, mostMs = 20_000): Promise<void> {
	const end = Date.now() + mostMs;
	while (!condition() && Date.now() < end) await pause(200);
}

export interface Watch {
	/** What Node reports when nobody handles it, and its warnings. */
	alarms: string[];
	/** Connections to these ports that this process has opened and not closed. */
	connections(ports: number[]): number;
	/** Listeners that are left on the signals that cancel something. */
	listeners(): number;
}

/** From now on, notes everything that may be left behind. */
export function startWatch(): Watch {
	const alarms: string[] = [];
	for (const event of ['unhandledRejection', 'uncaughtException', 'warning'] as const) {
		process.on(event, (what: unknown) => void alarms.push(`${event}: ${String(what)}`));
	}
	const sockets = new Set<Socket>();
	subscribe('net.client.socket', (message) => {
		const { socket } = message as { socket: Socket };
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});
	// n8n raises the limit of listeners on an execution's signal, so that Node would not warn.
	const signals: AbortSignal[] = [];
	globalThis.AbortController = class extends AbortController {
		constructor() {
			super();
			signals.push(this.signal);
		}
	};
	return {
		alarms,
		connections: (ports) =>
			[...sockets].filter(({ remotePort }) => ports.includes(remotePort ?? 0)).length,
		listeners: () =>
			signals.reduce((sum, signal) => sum + getEventListeners(signal, 'abort').length, 0),
	};
}
