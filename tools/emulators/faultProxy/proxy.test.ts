import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import axios from 'axios';
import {
	busy,
	emptyAnswer,
	loginPage,
	slowDown,
	startFaultProxy,
	type Fault,
	type FaultProxy,
} from '.';
import { listen, type Listening } from '../http';

/** What arrived at the server behind the proxy, whole. */
let arrived: string[];
let server: Listening;
let proxy: FaultProxy;

const FILE = 'f'.repeat(10_000);
const ANSWER = JSON.stringify({ said: 'a'.repeat(1000) });

beforeEach(async () => {
	arrived = [];
	server = await listen(async (request: IncomingMessage, response) => {
		const body = await buffer(request).catch(() => undefined);
		if (!body) return;
		arrived.push(`${request.method} ${request.url} ${request.headers.host} ${body.length}`);
		if (request.method === 'DELETE') response.writeHead(204).end();
		else response.setHeader('Content-Type', 'application/json').end(ANSWER);
	});
	proxy = await startFaultProxy(server.origin);
});

afterEach(async () => {
	await proxy.close();
	await server.close();
});

const host = () => new URL(server.origin).host;
const call = async (path = '/files?Signature=s', timeout = 0) =>
	await axios.post<string>(proxy.origin + path, FILE, {
		timeout,
		responseType: 'text',
		validateStatus: () => true,
	});
const whole = () => `POST /files?Signature=s ${host()} ${FILE.length}`;

it('passes everything on under the name of the server behind it', async () => {
	const { status, data } = await call();

	expect([status, data]).toEqual([200, ANSWER]);
	expect(arrived).toEqual([whole()]);
	expect(proxy.requests).toEqual([{ method: 'POST', path: '/files' }]);
	expect(proxy.through(`${server.origin}/a?b=c`)).toBe(`${proxy.origin}/a?b=c`);
	expect(proxy.through('https://elsewhere.example/a')).toBe('https://elsewhere.example/a');
});

it.each<[string, Fault, boolean]>([
	['is reset before it is passed on', { kind: 'reset', when: 'before' }, false],
	['is reset in the middle of its body', { kind: 'reset', when: 'body' }, false],
	['is reset after the work', { kind: 'reset', when: 'after' }, true],
])('a request that %s', async (_, fault, works) => {
	proxy.fail({ fault });

	await expect(call()).rejects.toMatchObject({ code: 'ECONNRESET' });
	expect(arrived).toEqual(works ? [whole()] : []);
	expect((await call()).data).toBe(ANSWER);
	expect(proxy.requests.map(({ fault }) => fault)).toEqual(['reset', undefined]);
});

it.each<[string, Fault, boolean]>([
	['before it is passed on', { kind: 'stall', when: 'before' }, false],
	['in the middle of its body', { kind: 'stall', when: 'body' }, false],
	['after the work', { kind: 'stall', when: 'after' }, true],
])('a request that stalls %s is never answered', async (_, fault, works) => {
	proxy.fail({ fault });

	await expect(call(undefined, 200)).rejects.toMatchObject({ code: 'ECONNABORTED' });
	expect(arrived).toEqual(works ? [whole()] : []);
});

it.each<[string, Fault, string]>([
	['is cut short', { kind: 'truncate' }, 'ERR_BAD_RESPONSE'],
	['is announced as longer', { kind: 'wrongLength', by: 7 }, 'ERR_BAD_RESPONSE'],
	['is announced as shorter', { kind: 'wrongLength', by: -7 }, 'HPE_INVALID_CONSTANT'],
])('an answer that %s is none', async (_, fault, code) => {
	proxy.fail({ fault });

	await expect(call()).rejects.toMatchObject({ code });
	expect(arrived).toEqual([whole()]);
});

it('an answer without a body is cut short in its head', async () => {
	proxy.fail({ fault: { kind: 'truncate' } });

	await expect(axios.delete(proxy.origin)).rejects.toMatchObject({ code: 'ECONNRESET' });
	expect(arrived).toHaveLength(1);
});

it('an answer that comes twice does not become the next one', async () => {
	proxy.fail({ fault: { kind: 'duplicate' } });

	expect((await call()).data).toBe(ANSWER);
	proxy.fail({ fault: { kind: 'answer', ...loginPage } });
	expect((await call()).data).toContain('Sign in');
});

it('an answer is overtaken by the next one', async () => {
	proxy.fail({ fault: { kind: 'overtaken', ms: 10_000 } });
	const order: string[] = [];
	const noted = async (name: string) => {
		await call(`/${name}`);
		order.push(name);
	};
	const first = noted('first');
	while (!proxy.requests.length) await new Promise((resolve) => setTimeout(resolve, 1));
	await Promise.all([first, noted('second')]);

	expect(order).toEqual(['second', 'first']);
});

it('an answer that nothing overtakes comes in the end', async () => {
	proxy.fail({ fault: { kind: 'overtaken', ms: 20 } });

	expect((await call()).data).toBe(ANSWER);
});

it.each<[string, Fault, number, string]>([
	['too many requests', { kind: 'answer', ...busy(429, '7') }, 429, '7'],
	['a busy storage', { kind: 'answer', ...slowDown }, 503, ''],
	['nothing', { kind: 'answer', ...emptyAnswer }, 200, ''],
])('answers with %s instead of passing on', async (_, fault, status, retryAfter) => {
	proxy.fail({ fault });
	const response = await call();

	expect(response.status).toBe(status);
	expect(response.headers['retry-after'] ?? '').toBe(retryAfter);
	expect(arrived).toEqual([]);
});

it('answers with something else after the work', async () => {
	proxy.fail({ fault: { kind: 'answer', after: true, ...busy(502) } });

	expect((await call()).status).toBe(502);
	expect(arrived).toEqual([whole()]);
});

it('passes a request on slowly', async () => {
	proxy.fail({ fault: { kind: 'slow', bytesPerSecond: FILE.length * 4 } });
	const start = Date.now();
	await call();

	expect(Date.now() - start).toBeGreaterThan(200);
	expect(arrived).toEqual([whole()]);
});

it('refuses connections for a while after an answer', async () => {
	proxy.fail({ fault: { kind: 'outage', ms: 300 } });

	expect((await call()).data).toBe(ANSWER);
	await expect(call()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
	while (
		await call().then(
			() => false,
			() => true,
		)
	)
		await new Promise((r) => setTimeout(r, 20));
	expect(arrived).toEqual([whole(), whole()]);
});

it('is reached again at once when an outage is ended', async () => {
	proxy.outage(60_000);
	await expect(call()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
	proxy.reopen();

	expect((await call()).data).toBe(ANSWER);
});

it('chooses requests by what they are and by their turn', async () => {
	const fault: Fault = { kind: 'answer', ...busy(500) };
	proxy.fail({ on: ({ path }) => path === '/b', fault: () => fault, skip: 1, times: 2 });
	const statuses: number[] = [];
	for (const path of ['/a', '/b', '/b', '/a', '/b', '/b']) statuses.push((await call(path)).status);

	expect(statuses).toEqual([200, 200, 500, 200, 500, 200]);
});

it('forgets the faults that did not happen', async () => {
	proxy.fail({ fault: { kind: 'reset', when: 'before' }, times: 9 });
	proxy.heal();

	expect((await call()).data).toBe(ANSWER);
});
