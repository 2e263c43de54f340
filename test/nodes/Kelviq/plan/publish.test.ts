import { byId, startBed, type Bed } from '../../../support/bed';
import { setPace } from '../../../support/pace';
import { DRAFT, imagesItem, PUBLISHED, uploadFiles } from '../catalogue';

const PUBLISH = 'POST /catalog/plans/{identifier}/publish/';

describe('publishing a plan', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
		await setPace(30);
	});

	afterAll(async () => {
		await bed.close();
	});

	beforeEach(async () => {
		await bed.storage.reset();
		await bed.kelviq.reset();
	});

	const publish = async (identifier = PUBLISHED) =>
		await bed.kelviqRun('plan', 'publish', { parameters: { planIdentifier: byId(identifier) } });
	const newest = () => bed.kelviq.plan(PUBLISHED).versions.at(-1)!;

	describe.each(['newest', 'published'] as const)(
		'where a plan without version is the %s one',
		(which) => {
			beforeEach(() => {
				bed.kelviq.defaultVersion = which;
			});

			it("says, with its version, that somebody else's draft went along", async () => {
				await uploadFiles(bed, [imagesItem('theirs.zip')]);
				const { items, hints, error } = await uploadFiles(bed, [imagesItem('ours.zip')], {
					publish: true,
				});

				expect(error).toBeUndefined();
				expect(items[0]?.json).toMatchObject({ version: 2, published: true });
				expect(hints).toEqual([
					`The draft of plan '${PUBLISHED}' (version 2) was open before this run. It was published with all the changes in it`,
				]);
			});

			it('says nothing of the kind of a draft that the run has opened', async () => {
				const { hints } = await uploadFiles(bed, [imagesItem('a.zip'), imagesItem('b.zip')], {
					publish: true,
				});

				expect(newest()).toMatchObject({ version: 2, isLatest: true });
				expect(hints).toEqual([]);
			});

			it('that never arrived on a plan with a draft is sent again', async () => {
				await uploadFiles(bed);
				bed.kelviq.script(PUBLISH, { destroy: true });
				const { items, error } = await publish();

				expect(error).toBeUndefined();
				expect(items[0]?.json).toEqual({ published: true });
				expect(newest()).toMatchObject({ version: 2, isLatest: true });
				expect(bed.kelviq.callsTo(PUBLISH)).toHaveLength(2);
			});

			it('that arrived though its answer did not is not sent again', async () => {
				await uploadFiles(bed);
				bed.kelviq.script(PUBLISH, { destroy: true, after: true });
				const { items } = await publish();

				expect(items[0]?.json).toEqual({ published: true });
				expect(bed.kelviq.callsTo(PUBLISH)).toHaveLength(1);
			});
		},
	);

	it('that never arrived on a plan without a draft is not said to have been done', async () => {
		bed.kelviq.script(PUBLISH, { destroy: true });
		const { items, error } = await publish();

		expect(items).toEqual([]);
		expect(error?.message).toContain(`Plan ${PUBLISHED} was not published: `);
	});

	it('that never arrives for its files leaves them on the draft and says so', async () => {
		bed.kelviq.script(PUBLISH, { destroy: true, times: 2 });
		const { error } = await uploadFiles(bed, undefined, { publish: true });

		expect(error?.message).toContain('The new files are on the draft of plan');
		expect(error?.context).toMatchObject({ step: 'publish' });
		expect(newest()).toMatchObject({ version: 2, isLatest: false });
	});

	it('happens once for several items that name the same plan', async () => {
		const uploaded = await uploadFiles(bed, [imagesItem('a.zip'), imagesItem('b.zip')]);
		const { items, error } = await bed.kelviqRun('plan', 'publish', {
			items: uploaded.items.map(({ json }) => ({ json })),
			parameters: { planIdentifier: byId('={{ $json.identifier }}') },
		});

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([{ published: true }, { published: true }]);
		expect(bed.kelviq.callsTo(PUBLISH)).toHaveLength(1);
	});

	it('fails where Kelviq answers with another status than "published"', async () => {
		bed.kelviq.plan(DRAFT).hasPrice = true;
		bed.kelviq.script(PUBLISH, { body: { status: 'queued' } });
		const { error } = await publish(DRAFT);

		expect(error?.message).toContain('Kelviq returned another status than "published"');
		expect(bed.kelviq.callsTo(PUBLISH)).toHaveLength(1);
	});
});
