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

const patch = async (words: string, timeout = 0) =>
	await axios.patch<string>(`${proxy.origin}/a?b=c`, words, {
		timeout,
		validateStatus: () => true,
	});

it('answers at once and passes the whole request on so much later', async () => {
	proxy.fail({ fault: { kind: 'late', ms: 150, answer: busy(504) } });
	const start = performance.now();
	expect((await patch('first')).status).toBe(504);
	expect((await patch('second')).data).toBe('done');
	expect(arrived).toEqual(['PATCH /a?b=c second']);

	await proxy.lateWorkDone();
	expect(performance.now() - start).toBeGreaterThan(140);
	expect(arrived).toEqual(['PATCH /a?b=c second', 'PATCH /a?b=c first']);
	expect(proxy.requests.map(({ fault }) => fault)).toEqual(['late', undefined]);
});

it.each([
	['resets the connection at once', 'reset', 'ECONNRESET'],
	['lets the client wait in vain', 'none', 'ECONNABORTED'],
] as const)('%s and passes the request on later', async (_, answer, code) => {
	proxy.fail({ fault: { kind: 'late', ms: 50, answer } });
	await expect(patch('words', 20)).rejects.toMatchObject({ code });
	expect(arrived).toEqual([]);
	await proxy.lateWorkDone();
	expect(arrived).toEqual(['PATCH /a?b=c words']);
});

it('passes nothing on any more once it is closed', async () => {
	proxy.fail({ fault: { kind: 'late', ms: 50, answer: busy(502) } });
	await patch('words');
	await proxy.close();
	await pause(100);
	expect(arrived).toEqual([]);
});
