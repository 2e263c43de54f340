import { keptSession } from '../../../../nodes/KarmaCheck/api/session';
import type { TestRun } from '../../../engine';
import { pdfItem, startBed, type Bed } from '../../../support/bed';
import { setPace } from '../../../support/pace';

const SIGN_IN = 'POST /auth/api';

describe('the token of a run', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	beforeEach(async () => {
		await bed.reset();
	});

	afterAll(async () => {
		await bed.close();
	});

	const upload = async (
		count: number,
		concurrency: number,
		more: Partial<TestRun> = {},
	): Promise<{ lost: unknown[]; items: number }> => {
		const { items } = await bed.uploadDocument({
			items: Array.from({ length: count }, (_, index) => pdfItem(`${index}`)),
			onError: 'continueRegularOutput',
			parameters: { options: { concurrency } },
			...more,
		});
		return {
			lost: items.flatMap(({ json }) => json.error ?? []),
			items: items.length,
		};
	};

	/** Does something once so many calls of a route have arrived. */
	const after = (route: string, calls: number, act: () => void) => {
		const { requests } = bed.karmaCheck;
		const push = requests.push.bind(requests);
		let done = false;
		requests.push = (...one) => {
			const count = push(...one);
			if (!done && bed.karmaCheck.callsTo(route).length >= calls) {
				done = true;
				act();
			}
			return count;
		};
	};

	it.each([1, 4, 20])('is got once, also where %d items begin at a time', async (concurrency) => {
		const { lost } = await upload(40, concurrency);

		expect(lost).toEqual([]);
		expect(bed.karmaCheck.callsTo(SIGN_IN)).toHaveLength(1);
	});

	describe.each([
		['stays valid when another one is issued', false],
		['ends when another one is issued', true],
	])('that %s', (_, signInEndsTokens) => {
		it.each([1, 4, 20])(
			'and is revoked in mid-run costs at most 3 sign-ins at %d at a time, and no item',
			async (concurrency) => {
				bed.karmaCheck.signInEndsTokens = signInEndsTokens;
				after('POST /document/secure/create', 20, () => bed.karmaCheck.revokeTokens());
				const { lost, items } = await upload(50, concurrency);

				expect({ lost, items }).toEqual({ lost: [], items: 50 });
				expect(bed.karmaCheck.callsTo(SIGN_IN).length).toBe(2);
				expect(bed.karmaCheck.records).toHaveLength(50);
			},
		);
	});

	it('that another execution has replaced is taken from there', async () => {
		bed.karmaCheck.signInEndsTokens = true;
		const stored = { karmaCheckApi: { ...bed.karmaCheckApi(), sessionToken: '' } };
		after('POST /document/secure/create', 5, () => {
			bed.karmaCheck.revokeTokens();
			const token = bed.karmaCheck.createToken();
			stored.karmaCheckApi.sessionToken = keptSession(bed.karmaCheckApi(), token);
		});
		const { lost } = await upload(20, 4, { credentials: stored });

		expect(lost).toEqual([]);
		expect(bed.karmaCheck.callsTo(SIGN_IN)).toHaveLength(1);
	});

	it('is not asked for again and again where the service refuses each', async () => {
		const refused = { status: 403, body: { message: 'invalid authentication token' } };
		bed.karmaCheck.script('GET /document/secure/mimetypes', { ...refused, times: Infinity });
		bed.karmaCheck.script('GET /case/id/{caseId}', { ...refused, times: Infinity });
		const { lost } = await upload(30, 20);

		expect(lost).toHaveLength(30);
		expect(bed.karmaCheck.callsTo(SIGN_IN).length).toBeLessThanOrEqual(3);
	});

	it('is asked for once where the service does not accept the secrets', async () => {
		const credentials = { karmaCheckApi: { ...bed.karmaCheckApi(), apiKey: 'other' } };
		const { lost } = await upload(30, 20, { credentials });

		expect(lost).toHaveLength(30);
		expect(lost[0]).toContain(
			'KarmaCheck did not accept the API key and client access token (403)',
		);
		expect(bed.karmaCheck.callsTo(SIGN_IN)).toHaveLength(1);
	});

	it('that the user gave cannot be replaced', async () => {
		const own = { authentication: 'token', token: bed.karmaCheck.createToken() };
		bed.karmaCheck.revokeTokens();
		const credentials = { karmaCheckApi: { ...bed.karmaCheckApi(), ...own } };
		const { lost } = await upload(1, 1, { credentials });

		expect(lost[0]).toContain('Open the credential, check its secrets');
		expect(bed.karmaCheck.callsTo(SIGN_IN)).toEqual([]);
	});

	describe('canceled during the sign-in', () => {
		it.each([
			['before it is answered', { delayMs: 5_000 }],
			['while its answer drips', { body: '{"token":"', endless: { byteMs: 100 } }],
			['while it is repeated', { status: 503, times: Infinity }],
		])('%s, the run ends within 2 s and nothing goes out after it', async (_, reply) => {
			bed.karmaCheck.script(SIGN_IN, reply);
			const cancelOn = new Promise((resolve) => setTimeout(resolve, 500));
			let ended = 0;
			void cancelOn.then(() => (ended = Date.now()));
			const { status } = await bed.uploadDocument({
				items: Array.from({ length: 20 }, () => pdfItem()),
				cancelOn,
			});

			expect(Date.now() - ended).toBeLessThan(2_000);
			expect(status).toBe('canceled');
			const { length } = bed.karmaCheck.requests;
			await new Promise((resolve) => setTimeout(resolve, 1_500));
			expect(bed.karmaCheck.requests.slice(length)).toEqual([]);
			expect(bed.karmaCheck.requests.every(({ path }) => path === '/auth/api')).toBe(true);
		});
	});

	it('that is not issued in time does not hold the run', async () => {
		await setPace(10);
		bed.karmaCheck.script(SIGN_IN, { body: '{', endless: { byteMs: 50 }, times: Infinity });
		const began = Date.now();
		const { lost } = await upload(50, 1);
		await setPace(1000);

		expect(lost).toHaveLength(50);
		expect(lost[0]).toContain('KarmaCheck did not issue a session token: the connection to');
		// 300 seconds.
		expect(Date.now() - began).toBeLessThan(3_000);
	});
});
