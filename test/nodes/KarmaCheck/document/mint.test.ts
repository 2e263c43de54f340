import { pdf, png, startBed, type Bed } from '../../../support/bed';

const MINT = 'POST /document/secure/upload';

interface Slots {
	list: Array<{ url: string; fileKey: string }>;
}

describe('upload URLs of KarmaCheck that do not fit what was asked for', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	beforeEach(async () => {
		await Promise.all([bed.karmaCheck.reset(), bed.storage.reset()]);
	});

	const upload = async (mixUp: (list: Slots['list']) => Slots['list'], b = pdf('b', 'b.pdf')) => {
		bed.karmaCheck.script(MINT, {
			patch: (body) => ({ list: mixUp((body as unknown as Slots).list) }),
		});
		return await bed.uploadDocument({
			items: [{ files: { a: pdf('a', 'a.pdf'), b } }],
			parameters: { binaryPropertyName: 'a,b' },
		});
	};

	it('are refused where two files got one key, before a byte is sent', async () => {
		const { error } = await upload(([first, second]) => [
			first!,
			{ ...second!, fileKey: first!.fileKey },
		]);

		expect(error?.message).toContain('it returned one file key for several files');
		expect(error?.context).toMatchObject({ step: 'mint' });
		expect(bed.storage.requests).toEqual([]);
		expect(bed.karmaCheck.records).toEqual([]);
	});

	it('are refused in another order than asked for, before a byte is sent', async () => {
		const { error } = await upload((list) => [...list].reverse(), png('b', 'b.png'));

		expect(error?.message).toContain('it returned a URL for a different file type');
		expect(error?.context).toMatchObject({ step: 'mint' });
		expect(bed.storage.requests).toEqual([]);
		expect(bed.karmaCheck.records).toEqual([]);
	});

	it('are refused where one URL is for two files', async () => {
		const { error } = await upload(([first, second]) => [first!, { ...second!, url: first!.url }]);

		expect(error?.context).toMatchObject({ step: 'mint' });
		expect(bed.storage.requests).toEqual([]);
	});
});
