import { UserError } from 'n8n-workflow';
import { KarmaCheckApi } from '../../credentials/KarmaCheckApi.credentials';
import { bareToken } from '../../nodes/KarmaCheck/api/session';
import { pace } from '../../nodes/shared/time';
import { newSignInTicket } from '../../nodes/shared/vendor/ticket';
import { listen } from '../../tools/emulators/http';
import { httpHelper } from './httpHelper';
import { answering, type Reply } from './server';

const API_KEY = 'api-key-secret';
const ACCESS = 'client-access-secret';
const credential = new KarmaCheckApi();
const closers: Array<() => Promise<void>> = [];

afterEach(async () => {
	for (const close of closers.splice(0)) await close();
});

async function serve(...replies: [Reply, ...Reply[]]) {
	const server = await answering(...replies);
	closers.push(server.close);
	return server;
}

const custom = (baseUrl: string, more: object = {}) => ({
	environment: 'custom',
	baseUrl,
	authentication: 'apiKey',
	apiKey: API_KEY,
	clientAccessToken: ACCESS,
	sessionToken: '',
	...more,
});

const signIn = async (baseUrl: string, more: object = {}, helper = httpHelper()) => {
	const output = await credential.preAuthentication.call(helper, custom(baseUrl, more));
	// Stored after a mark of the secrets that it was obtained with.
	return output.sessionToken ? { sessionToken: bareToken(output.sessionToken) } : output;
};

/** The message that a sign-in ends with. */
async function refusal(baseUrl: string, more: object = {}): Promise<string> {
	const error: unknown = await signIn(baseUrl, more).catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(UserError);
	const all = [(error as Error).message, (error as Error).stack, JSON.stringify(error)].join();
	expect(all).not.toContain(API_KEY);
	expect(all).not.toContain(ACCESS);
	expect(error).not.toHaveProperty('config');
	expect((error as Error).cause).toBeUndefined();
	return (error as Error).message;
}

describe('signing in', () => {
	it('posts key and client access token as JSON and keeps the token from the response', async () => {
		const { origin, received } = await serve({ body: '{"token":"session-1"}' });
		expect(await signIn(`${origin}/proxy/`)).toEqual({ sessionToken: 'session-1' });
		expect(received).toHaveLength(1);
		expect(received[0]).toMatchObject({ method: 'POST', url: '/proxy/auth/api' });
		expect(received[0]!.headers['content-type']).toMatch(/^application\/json/);
		expect(received[0]!.headers).not.toHaveProperty('authorization');
		expect(JSON.parse(received[0]!.body)).toEqual({ apiKey: API_KEY, clientAccessToken: ACCESS });
	});

	it.each([201, 202])('keeps the token of a %d as well', async (status) => {
		const { origin } = await serve({ status, body: '{"token":"session-1"}' });
		expect(await signIn(origin)).toEqual({ sessionToken: 'session-1' });
	});

	it.each([301, 302, 307, 308])('takes its secrets nowhere else on a %d', async (status) => {
		const elsewhere = await serve({ body: '{"token":"stolen"}' });
		const { origin } = await serve({ status, headers: { Location: `${elsewhere.origin}/auth` } });
		expect(await refusal(origin)).toBe(
			`KarmaCheck did not issue a session token (${status}). Check 'Base URL' in the credential, or try again later`,
		);
		expect(elsewhere.received).toEqual([]);
	});

	it.each([400, 401, 403])('says on a %d that key and token were not accepted', async (status) => {
		const body = JSON.stringify({ message: `${API_KEY} is unknown`, statusCode: status });
		const { origin } = await serve({ status, body });
		expect(await refusal(origin)).toBe(
			`KarmaCheck did not accept the API key and client access token (${status}). Check both in the credential, and its 'Base URL'`,
		);
	});

	it("says on a 404 that 'Base URL' is wrong", async () => {
		const { origin } = await serve({ status: 404, body: 'Cannot POST /api/auth/api' });
		expect(await refusal(`${origin}/api`)).toBe(
			"KarmaCheck is not at this URL (404). Check 'Base URL' in the credential",
		);
	});

	it.each([
		['a 500', { status: 500, body: '{"message":"Internal Server Error"}' }, 500],
		['a 429', { status: 429 }, 429],
		['a web page', { headers: { 'Content-Type': 'text/html' }, body: '<html>Log in</html>' }, 200],
		['an empty response', {}, 200],
		['JSON without a token', { body: '{"message":"hello"}' }, 200],
		['an empty token', { body: '{"token":""}' }, 200],
		['a token that is not text', { body: '{"token":{"a":1}}' }, 200],
		['null', { body: 'null' }, 200],
	])('says that no token was issued on %s', async (_what, reply, status) => {
		const { origin } = await serve(reply);
		expect(await refusal(origin)).toBe(
			`KarmaCheck did not issue a session token (${status}). Check 'Base URL' in the credential, or try again later`,
		);
	});

	it.each<[string, Reply]>([
		['a 429', { status: 429 }],
		['a 503', { status: 503, headers: { 'Retry-After': '0' } }],
		['a broken connection', { drop: true }],
	])('is one attempt: on %s, whoever waits for it repeats it', async (_what, reply) => {
		const { origin, received } = await serve(reply, { body: '{"token":"session-1"}' });
		await refusal(origin);
		expect(received).toHaveLength(1);
	});

	it('says that KarmaCheck was not reached when nobody listens', async () => {
		const { origin, close } = await answering({});
		await close();
		expect(await refusal(origin)).toBe(
			`KarmaCheck did not issue a session token: ${new URL(origin).host} could not be reached (ECONNREFUSED). Check 'Environment' in the credential, and n8n's network connection`,
		);
	});

	it('says so when the connection breaks', async () => {
		const { origin } = await serve({ drop: true });
		expect(await refusal(origin)).toMatch(
			/^KarmaCheck did not issue a session token: the connection to 127\.0\.0\.1:\d+ was interrupted \(ECONNRESET\)\. Run this item again$/,
		);
	});

	it('takes no answer that is larger than a token could be', async () => {
		const { origin } = await serve({ body: JSON.stringify({ token: 'x'.repeat(100_000) }) });
		expect(await refusal(origin)).toContain('(ERR_RESPONSE_TOO_LARGE)');
	});

	it('sends nothing when the base URL cannot be used, and says so', async () => {
		expect(await refusal('http://api.example.com')).toMatch(
			/'Base URL' in the credential is not HTTPS/,
		);
	});

	it('waits for half a minute at the most, even where only the body is silent', async () => {
		pace.msPerSecond = 5;
		const { origin, close } = await listen((_request, response) => {
			response.writeHead(200).write('{"token":');
		});
		closers.push(close);
		const began = Date.now();

		expect(await refusal(origin)).toContain('was interrupted (ETIMEDOUT)');
		expect(Date.now() - began).toBeGreaterThanOrEqual(145);
		pace.msPerSecond = 1000;
	});

	it('ends with the call that waits for it, and tells it why', async () => {
		const { origin, received } = await serve({ status: 503, headers: { 'Retry-After': '7' } });
		const helper = httpHelper();
		const ticket = newSignInTicket(helper.helpers, new AbortController().signal);
		await signIn(origin, {}, helper).catch(() => undefined);
		expect(ticket.failure).toMatchObject({ transient: true, retryAfterMs: 7_000 });

		newSignInTicket(helper.helpers, AbortSignal.abort());
		await signIn(origin, {}, helper).catch(() => undefined);
		expect(received).toHaveLength(1);
	});

	it('is left out with an existing token', async () => {
		const { origin, received } = await serve({ body: '{"token":"session-1"}' });
		expect(await signIn(origin, { authentication: 'token', token: 'own' })).toEqual({});
		expect(received).toEqual([]);
	});
});
