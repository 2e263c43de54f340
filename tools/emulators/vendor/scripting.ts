import { gzipSync } from 'node:zlib';
import type { RequestHandler, Response } from 'express';

import type { Delays } from './delays';
import { earlyResponse } from './early';
import { sendEndlessly } from './endless';
import { pathOf } from './recording';
import { routeMatcher } from './route';
import type { Json, Scripted } from './types';

interface Entry {
	isFor: ReturnType<typeof routeMatcher>;
	reply: Scripted;
	left: number;
}

/** Scripted replies, used up in the order in which they were added. */
export class ScriptedReplies {
	private entries: Entry[] = [];

	constructor(
		private readonly basePath: string,
		private readonly delays: Delays,
	) {}

	add(route: string, reply: Scripted): void {
		const { lateMs, after, patch } = reply;
		if (lateMs !== undefined && (after || patch || !hasAnswer(reply))) {
			throw new Error(`${route}: late work needs an answer that does not wait for it`);
		}
		const isFor = routeMatcher(route, this.basePath);
		this.entries.push({ isFor, reply, left: reply.times ?? 1 });
	}

	/** Forgets the replies that were not used up. */
	clear(): void {
		this.entries = [];
	}

	/** Sends the scripted reply if there is one, and lets every other request pass. */
	handler(): RequestHandler {
		return async (request, response, next) => {
			const reply = this.take(request.method, pathOf(request));
			if (!reply) return next();

			const delayMs = reply.delayMs ?? 0;
			if (reply.after || reply.patch) {
				const answered = async (body: string) => {
					await this.delays.pause(delayMs);
					deliver(response, reply, body);
				};
				onAnswer(response, (body) => void answered(body).catch(next));
				return next();
			}
			await this.delays.pause(delayMs);
			if (reply.lateMs !== undefined) {
				deliver(earlyResponse(request, response), reply);
				await this.delays.pause(reply.lateMs);
				next();
			} else if (hasAnswer(reply)) deliver(response, reply);
			else next();
		};
	}

	private take(method: string, path: string): Scripted | undefined {
		const entry = this.entries.find(({ isFor, left }) => left > 0 && isFor({ method, path }));
		if (entry) entry.left--;
		return entry?.reply;
	}
}

function hasAnswer({ status, headers, body, destroy, endless }: Scripted): boolean {
	const isSaid = [status, headers, body, endless].some((part) => part !== undefined);
	return isSaid || destroy === true;
}

/** Holds back the real response and passes it to `answered`; every JSON response ends in `send`. */
function onAnswer(response: Response, answered: (body: string) => void): void {
	const send = response.send;
	response.send = (body?: unknown) => {
		response.send = send;
		answered(typeof body === 'string' ? body : '');
		return response;
	};
}

function deliver(response: Response, reply: Scripted, realBody = ''): void {
	if (reply.destroy) {
		response.socket?.destroy();
		return;
	}
	if (reply.patch) {
		response.status(reply.status ?? response.statusCode).set(reply.headers ?? {});
		const isJson = response.get('Content-Type')?.includes('json');
		sendBody(response, reply.patch(isJson ? (JSON.parse(realBody) as Json) : realBody));
		return;
	}
	if (!hasAnswer(reply)) {
		response.send(realBody);
		return;
	}
	response.removeHeader('Content-Type');
	response.status(reply.status ?? 200).set(reply.headers ?? {});
	if (reply.endless) return sendEndlessly(response, reply.endless, reply);
	if (reply.gzip) return sendPacked(response, reply.body);
	sendBody(response, reply.body);
}

function sendPacked(response: Response, body: unknown): void {
	const text = typeof body === 'string' ? body : JSON.stringify(body ?? null);
	response.set({ 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
	response.end(gzipSync(text));
}

function sendBody(response: Response, body: unknown): void {
	const isText = typeof body === 'string';
	if (body === undefined) {
		response.end();
		return;
	}
	if (!response.hasHeader('Content-Type')) response.type(isText ? 'text/plain' : 'json');
	response.send(isText ? body : JSON.stringify(body));
}
