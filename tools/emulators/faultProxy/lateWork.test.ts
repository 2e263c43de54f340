import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import axios from 'axios';
import { busy, startFaultProxy, type FaultProxy } from '.';
import { listen, type Listening } from '../http';

/** What arrived at the server behind the proxy. */
let arrived: string[];
let server: Listening;
let proxy: FaultProxy;

beforeEach(async () => {
	arrived = [];
	server = await listen(async (request, response) => {
		arrived.push(`${request.method} ${request.url} ${String(await buffer(request))}`);
		response.end('done');
	});
	proxy = await startFaultProxy(server.origin);
});

afterEach(async () => {
	await proxy.close();
	await server.close();
});

/** Long enough for a busy machine to do in between what the tests do in between. */
const LATE_MS = 1_000;

const patch = async (words: string, signal?: AbortSignal) =>
	await axios.patch<string>(`${proxy.origin}/a?b=c`, words, {
		signal,
		validateStatus: () => true,
	});

it('answers at once and passes the whole request on so much later', async () => {
	proxy.fail({ fault: { kind: 'late', ms: LATE_MS, answer: busy(504) } });
	const start = performance.now();
	expect((await patch('first')).status).toBe(504);
	expect((await patch('second')).data).toBe('done');
	expect(arrived).toEqual(['PATCH /a?b=c second']);

	await proxy.lateWorkDone();
	expect(performance.now() - start).toBeGreaterThan(LATE_MS - 10);
	expect(arrived).toEqual(['PATCH /a?b=c second', 'PATCH /a?b=c first']);
	expect(proxy.requests.map(({ fault }) => fault)).toEqual(['late', undefined]);
});

it('resets the connection at once and passes the request on later', async () => {
	proxy.fail({ fault: { kind: 'late', ms: LATE_MS, answer: 'reset' } });
	await expect(patch('words')).rejects.toMatchObject({ code: 'ECONNRESET' });
	expect(arrived).toEqual([]);
	await proxy.lateWorkDone();
	expect(arrived).toEqual(['PATCH /a?b=c words']);
});

it('lets the client wait in vain and passes the request on later', async () => {
	proxy.fail({ fault: { kind: 'late', ms: 50, answer: 'none' } });
	const client = new AbortController();
	const ended = jest.fn();
	const start = performance.now();
	const waiting = patch('words', client.signal).finally(ended);
	while (!arrived.length) await pause(5);
	expect(arrived).toEqual(['PATCH /a?b=c words']);
	expect(performance.now() - start).toBeGreaterThan(40);

	await proxy.lateWorkDone();
	expect(ended).not.toHaveBeenCalled();
	client.abort();
	await expect(waiting).rejects.toMatchObject({ code: 'ERR_CANCELED' });
});

it('passes nothing on any more once it is closed', async () => {
	proxy.fail({ fault: { kind: 'late', ms: LATE_MS, answer: busy(502) } });
	await patch('words');
	await proxy.close();
	await proxy.lateWorkDone();
	expect(arrived).toEqual([]);
});
