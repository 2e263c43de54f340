import type { Json, Scripted } from '../../../tools/emulators';
import { byId, pdfItem, pngItem, startBed, type Bed } from '../../support/bed';
import { setPace } from '../../support/pace';
import { watchSecrets } from '../../support/secrets';

// The pauses between attempts have tests of their own.
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.requireActual<{ sleep: unknown }>('../../fuzz/waiting').sleep,
}));

/** What n8n saves of an execution is read by people who may not know the credential. */
describe('saved run data holds no secret', () => {
	let bed: Bed;
	let secrets: () => string[];

	beforeAll(async () => {
		bed = await startBed();
		await setPace(20);
		secrets = watchSecrets(bed);
	});

	afterAll(async () => {
		await bed.close();
	});

	/** It ends within the token, the URL or the policy. */
	const half = (body: Json) => {
		const text = JSON.stringify(body);
		return text.slice(0, text.length * 0.7);
	};
	const refusals: Array<[string, Scripted]> = [
		['400', { status: 400, body: { message: ['no'], detail: 'no' } }],
		['401', { status: 401, body: { message: 'no', detail: 'no' }, times: Infinity }],
		['403', { status: 403, body: { message: 'no', detail: 'no' } }],
		['a cut connection', { destroy: true, times: Infinity }],
		['500 after the work', { status: 500, body: 'oops', after: true, times: Infinity }],
		['a response that is cut off', { patch: half, times: Infinity }],
		['a web page', { body: '<!doctype html><title>Proxy</title>', times: Infinity }],
	];
	const karmaCheckRoutes = [
		'GET /document/secure/mimetypes',
		'POST /document/secure/upload',
		'POST /document/secure/create',
	];
	const cases = karmaCheckRoutes.flatMap((route) =>
		refusals.map(([name, reply]) => [route, name, reply] as const),
	);

	async function expectNoSecrets(saved: string) {
		const known = secrets();
		expect(known.length).toBeGreaterThan(3);
		for (const secret of known) expect(saved).not.toContain(secret);
	}

	it.each(cases)('when %s meets %s', async (route, _, reply) => {
		bed.karmaCheck.script(route, reply);
		const { saved } = await bed.uploadDocument({ items: [pdfItem()] });
		bed.karmaCheck.clearScripts();

		await expectNoSecrets(saved);
	});

	it.each(refusals)('when POST /media/ meets %s', async (_, reply) => {
		bed.kelviq.script('POST /media/', reply);
		const { saved } = await bed.uploadMedia({ items: [pngItem()] });
		bed.kelviq.clearScripts();

		await expectNoSecrets(saved);
	});

	it.each(refusals)('when the sign-in meets %s', async (_, reply) => {
		bed.karmaCheck.script('POST /auth/api', reply);
		const { saved, error } = await bed.uploadDocument({ items: [pdfItem()] });
		bed.karmaCheck.clearScripts();

		expect(error?.message).toContain('KarmaCheck did not');
		await expectNoSecrets(saved);
	});

	it('when a download URL has expired, and so have those that follow', async () => {
		bed.karmaCheck.reportUrlExpiresInSeconds = -5;
		const { saved, error } = await bed.karmaCheckRun('case', 'downloadReport', {
			items: [{}],
			parameters: { caseId: byId(bed.karmaCheck.caseIds[1] ?? ''), binaryPropertyName: 'data' },
		});
		bed.karmaCheck.reportUrlExpiresInSeconds = 60;

		expect(error?.message).toContain('The file was not downloaded');
		await expectNoSecrets(saved);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'when the storage refuses and the node goes on (%s)',
		async (onError) => {
			bed.karmaCheck.urlExpiresInSeconds = -5;
			const document = await bed.uploadDocument({ onError });
			bed.karmaCheck.urlExpiresInSeconds = 3600;
			bed.kelviq.maxBytes = 2;
			const media = await bed.uploadMedia({ onError });
			bed.kelviq.maxBytes = 1024 ** 3;

			await expectNoSecrets(document.saved + media.saved);
		},
	);

	it('and neither does the output of an upload that worked', async () => {
		const document = await bed.uploadDocument();
		const media = await bed.uploadMedia();

		expect([document.error, media.error]).toEqual([undefined, undefined]);
		await expectNoSecrets(document.saved + media.saved);
	});
});
