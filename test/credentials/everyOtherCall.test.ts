import type { Emulators } from '../../tools/emulators';
import { freshEmulators } from '../../tools/emulators/testSupport';
import { answering } from './server';
import { stockHelpers } from './stockHelpers';

/** Any call of the vendors' APIs, through n8n's own HTTP Request node. */
const emulators = freshEmulators();
let { karmaCheck, kelviq } = {} as Emulators;
const closers: Array<() => Promise<void>> = [];

beforeEach(() => {
	({ karmaCheck, kelviq } = emulators);
});

afterEach(async () => {
	for (const close of closers.splice(0)) await close();
});

async function elsewhere() {
	const server = await answering({ body: '{"stolen":true}' });
	closers.push(server.close);
	return server;
}

const karmaCheckHelpers = (more: object = {}) =>
	stockHelpers('karmaCheckApi', {
		environment: 'custom',
		baseUrl: karmaCheck.baseUrl,
		authentication: 'apiKey',
		apiKey: karmaCheck.apiKey,
		clientAccessToken: karmaCheck.clientAccessToken,
		sessionToken: '',
		...more,
	});

const kelviqHelpers = () =>
	stockHelpers('kelviqApi', {
		environment: 'custom',
		baseUrl: kelviq.baseUrl,
		apiKey: kelviq.apiKey,
	});

const PACKAGES = 'GET /package/min/list';
const packages = () => `${karmaCheck.baseUrl}/package/min/list`;
const products = () => `${kelviq.baseUrl}/catalog/products/`;

describe('KarmaCheck', () => {
	it('is signed in to once, and called with the session after that', async () => {
		const { send, stored } = karmaCheckHelpers();
		const { statusCode, body } = await send(packages());
		await send(packages());

		expect(statusCode).toBe(200);
		expect(body).toEqual({ packages: karmaCheck.packages });
		expect(karmaCheck.tokensMinted).toBe(1);
		expect(stored.karmaCheckApi?.sessionToken).toMatch(/^[\da-f]{16}:eyJ/);
	});

	it('is called with an existing token, too', async () => {
		const { send } = karmaCheckHelpers({ authentication: 'token', token: karmaCheck.token });
		expect((await send(packages())).statusCode).toBe(200);
		expect(karmaCheck.tokensMinted).toBe(0);
	});

	it.each([401, 403] as const)(
		'is signed in to again when it refuses the token (%d)',
		async (s) => {
			const { send } = karmaCheckHelpers();
			await send(packages());
			karmaCheck.revokeTokens();
			karmaCheck.invalidTokenStatus = s;
			const { statusCode } = await send(packages());

			expect(statusCode).toBe(200);
			expect(karmaCheck.tokensMinted).toBe(2);
		},
	);

	it('is signed in to again when the credential has other secrets by now', async () => {
		const first = karmaCheckHelpers();
		await first.send(packages());
		const { sessionToken } = first.stored.karmaCheckApi!;
		const { send } = karmaCheckHelpers({ sessionToken, baseUrl: `${karmaCheck.baseUrl}/` });
		expect((await send(packages())).statusCode).toBe(200);
		expect(karmaCheck.tokensMinted).toBe(2);
	});

	it.each([400, 403, 409, 422, 429, 500, 502, 503])(
		'gets a write once when it returns %d, although n8n has the credential renewed then',
		async (status) => {
			const { send } = karmaCheckHelpers();
			await send(packages());
			const create = 'POST /case/create';
			karmaCheck.script(create, { status, body: { message: 'no' }, times: 2 });
			const order = send(`${karmaCheck.baseUrl}/case/create`, { method: 'POST', body: {} });

			await expect(order).rejects.toMatchObject({ httpCode: String(status) });
			expect(karmaCheck.callsTo(create)).toHaveLength(1);
			expect(karmaCheck.tokensMinted).toBe(1);
		},
	);

	it('gets a write once when its response is lost', async () => {
		const { send } = karmaCheckHelpers();
		await send(packages());
		karmaCheck.script('POST /case/create', { destroy: true, times: 2 });
		const order = send(`${karmaCheck.baseUrl}/case/create`, { method: 'POST', body: {} });

		await expect(order).rejects.toThrow();
		expect(karmaCheck.callsTo('POST /case/create')).toHaveLength(1);
	});

	it('can be called by an AI agent', async () => {
		const { sendAsTool } = karmaCheckHelpers();
		await sendAsTool(packages());
		karmaCheck.revokeTokens();
		karmaCheck.invalidTokenStatus = 401;

		expect((await sendAsTool(packages())).statusCode).toBe(200);
		expect(karmaCheck.tokensMinted).toBe(2);
	});
});

describe('Kelviq', () => {
	it('is called with the key', async () => {
		expect((await kelviqHelpers().send(products())).statusCode).toBe(200);
		expect((await kelviqHelpers().sendAsTool(products())).statusCode).toBe(200);
	});

	it('is read page by page, each with the key', async () => {
		kelviq.seedProducts(130);
		const pages = await kelviqHelpers().sendPages(products(), {
			continue: '={{ Boolean($response.body.next) }}' as never,
			request: { url: `={{ $response.body?.next ?? "${products()}" }}` },
			requestInterval: 0,
		});
		const names = pages.flatMap(({ body }) => (body as { results: unknown[] }).results);
		expect(pages.length).toBeGreaterThan(1);
		expect(names).toHaveLength(kelviq.products.length);
	});

	it('does not get its key to where the next page is said to be', async () => {
		const foreign = await elsewhere();
		kelviq.script('GET /catalog/products/', {
			patch: () => ({ next: foreign.origin, results: [] }),
		});
		const paging = kelviqHelpers().sendPages(products(), {
			continue: '={{ Boolean($response.body.next) }}' as never,
			request: { url: `={{ $response.body?.next ?? "${products()}" }}` },
			requestInterval: 0,
		});
		await expect(paging).rejects.toThrow(/only for http/);
		expect(foreign.received).toEqual([]);
	});
});

describe.each([
	['KarmaCheck', () => karmaCheck, karmaCheckHelpers, () => packages(), PACKAGES],
	['Kelviq', () => kelviq, kelviqHelpers, () => products(), 'GET /catalog/products/'],
] as const)('the secret of %s', (_name, vendor, helpers, url, route) => {
	it('goes to no other origin', async () => {
		const foreign = await elsewhere();
		for (const target of [`${foreign.origin}/`, url().replace('127.0.0.1', '127.0.0.2')]) {
			await expect(helpers().send(target)).rejects.toThrow(/only for http/);
			await expect(helpers().sendAsTool(target)).rejects.toThrow(/only for http/);
		}
		expect(foreign.received).toEqual([]);
	});

	it('goes to no other origin where a request has two URLs', async () => {
		const foreign = await elsewhere();
		const { send } = helpers();
		await expect(send(url(), { url: foreign.origin })).rejects.toThrow(/only for http/);
		await expect(send(foreign.origin, { url: url() })).rejects.toThrow(/only for http/);
		expect(foreign.received).toEqual([]);
	});

	it.each([301, 302, 303, 307, 308])('is left behind when a %d leads elsewhere', async (status) => {
		const foreign = await elsewhere();
		vendor().script(route, { status, headers: { Location: `${foreign.origin}/file` }, body: '' });
		const { statusCode, body } = await helpers().send(url());

		expect([statusCode, body]).toEqual([200, { stolen: true }]);
		expect(foreign.received).toHaveLength(1);
		expect(JSON.stringify(foreign.received)).not.toMatch(/bearer|authorization/i);
	});

	it('stays when a redirect leads to the vendor itself', async () => {
		vendor().script(route, { status: 302, headers: { Location: url() }, body: '' });
		expect((await helpers().send(url())).statusCode).toBe(200);
	});

	it('replaces what somebody has entered in its place', async () => {
		const headers = { Authorization: 'Bearer other', AUTHORIZATION: 'x' };
		expect((await helpers().send(url(), { headers })).statusCode).toBe(200);
	});
});
