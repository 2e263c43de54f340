import type { Scripted } from '../../../../tools/emulators';
import { startBed, type Bed } from '../../../support/bed';

const MIB = 1024 ** 2;

describe('an answer without end', () => {
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

	/** The most memory that is held while something goes on, over what was held before, in MiB. */
	async function growth(run: () => Promise<unknown>): Promise<number> {
		global.gc?.();
		const before = process.memoryUsage().rss;
		let most = before;
		const look = setInterval(() => {
			most = Math.max(most, process.memoryUsage().rss);
		}, 5);
		await run();
		clearInterval(look);
		return (most - before) / MIB;
	}

	const forms: Array<[string, Scripted]> = [
		['as it is', { body: '{"list":[', endless: 'fast' }],
		['packed', { body: '{"list":[', endless: 'fast', gzip: true }],
	];

	describe.each(forms)('%s', (_, reply) => {
		it('is refused, and takes little memory', async () => {
			bed.kelviq.script('POST /media/', reply);
			let message: string | undefined;
			const grown = await growth(async () => {
				message = (await bed.uploadMedia()).error?.message;
			});

			expect(message).toBe(
				'Kelviq did not issue an upload form: the response of Kelviq is larger than this node accepts. Contact Kelviq support',
			);
			expect(grown).toBeLessThan(100);
		});

		it('is refused at the sign-in', async () => {
			bed.karmaCheck.script('POST /auth/api', reply);
			const { error } = await bed.uploadDocument();

			expect(error?.message).toContain('KarmaCheck did not issue a session token: ');
			expect(bed.karmaCheck.callsTo('POST /auth/api')).toHaveLength(1);
		});

		it('is refused for a list, which may be larger', async () => {
			bed.karmaCheck.script('GET /case/list', reply);
			const { error } = await bed.karmaCheckRun('case', 'getAll', {
				parameters: { returnAll: true },
			});

			expect(error?.message).toContain('the response of KarmaCheck is larger than');
		});

		it('is read as far as it takes to tell why a call was refused', async () => {
			bed.kelviq.script('POST /media/', { ...reply, status: 400, body: 'The name is too long. ' });
			const { error } = await bed.uploadMedia();

			expect(error?.message).toContain('Kelviq returned 400 “The name is too long. The name');
		});
	});

	it('leaves a list of 4,000 long cases alone', async () => {
		const [one] = bed.karmaCheck.cases;
		const cases = Array.from({ length: 4_000 }, (_, index) => ({
			...one,
			id: `case-${index}`,
			note: 'x'.repeat(3_000),
		}));
		bed.karmaCheck.script('GET /case/list', { body: { cases } });
		const { items, error } = await bed.karmaCheckRun('case', 'getAll', {
			parameters: { returnAll: true },
		});

		expect(error).toBeUndefined();
		expect(items).toHaveLength(4_000);
	});

	it('takes a packed answer of usual size', async () => {
		const packages = bed.karmaCheck.packages.map(({ id, name }) => ({ id, name }));
		bed.karmaCheck.script('GET /package/min/list', { body: { packages }, gzip: true });
		const { items } = await bed.karmaCheckRun('package', 'getAll', {
			parameters: { returnAll: true },
		});

		expect(items).toHaveLength(packages.length);
	});
});
