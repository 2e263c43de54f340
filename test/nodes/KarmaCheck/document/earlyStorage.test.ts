import { listen } from '../../../../tools/emulators/http';
import { startBed, type Bed } from '../../../support/bed';
import { setPace } from '../../../support/pace';

const MINT = 'POST /document/secure/upload';

describe('a storage that answers 200 with an ETag before it has read the file', () => {
	let bed: Bed;
	let early: Awaited<ReturnType<typeof listen>>;

	beforeAll(async () => {
		bed = await startBed();
		await setPace(30);
		early = await listen((_request, response) => {
			response.writeHead(200, { etag: '"5d41402abc4b2a76b9719d911017c592"' }).end();
		});
	});

	afterAll(async () => {
		await early.close();
		await bed.close();
	});

	beforeEach(async () => {
		await bed.karmaCheck.reset();
	});

	const large = {
		data: {
			bytes: Buffer.alloc(32 * 1024 ** 2, 'x'),
			fileName: 'a.pdf',
			mimeType: 'application/pdf',
		},
	};
	const mintEarly = (times: number) =>
		bed.karmaCheck.script(MINT, {
			times,
			patch: (body) => {
				const [slot] = (body as unknown as { list: Array<{ url: string; fileKey: string }> }).list;
				return { list: [{ ...slot, url: slot!.url.replace(bed.storage.origin, early.origin) }] };
			},
		});

	it('has not stored it, and no record is made', async () => {
		mintEarly(Infinity);
		const { error } = await bed.uploadDocument({ items: [{ files: large }] });

		expect(error?.message).toMatch(
			/^'a\.pdf' was not uploaded: the connection to .+ was interrupted/,
		);
		expect(error?.context).toMatchObject({ step: 'transfer' });
		expect(bed.karmaCheck.records).toEqual([]);
		expect(bed.karmaCheck.callsTo('POST /document/secure/create')).toEqual([]);
	});
});
