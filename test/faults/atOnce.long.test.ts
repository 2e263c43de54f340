import type { IDataObject } from 'n8n-workflow';
import { newPlan, addFiles } from '../../tools/emulators/kelviq/plans';
import { addImages, newProduct } from '../../tools/emulators/kelviq/products';
import { publish, publishedOf, newestOf } from '../../tools/emulators/kelviq/versions';
import type { TestResult } from '../engine';
import { byId, png, startBed, type Bed } from '../support/bed';
import { setPace } from '../support/pace';
import { PACE } from './faults';

/** Milliseconds that the second execution begins after the first: every order of their calls occurs. */
const OFFSETS = [0, 0, 0, 0, ...Array.from({ length: 20 }, (_, round) => round * 7)];

/** In the first rounds no change is made before both have read what was there. */
const SIMULTANEOUS = { rounds: 4, delayMs: 200 };

interface Shown {
	id: string;
	name: string | null;
}

/** A product or plan with an old file of the name that two executions replace. */
interface Contested {
	run(bytes: string): Promise<TestResult>;
	/** The route of its changes. */
	route: string;
	/** What users see of it afterwards. */
	shown(): Shown[];
	/** The ids that a run reports of what it has uploaded; a draft's copies have others. */
	idsOf(item: IDataObject): string[];
}

const NAME = 'app.png';
const old = (number: number) => ({
	name: NAME,
	url: `https://cdn.kelviq.com/media/old/${number}/${NAME}`,
});
const items = (bytes: string) => [{ files: { data: png(bytes, NAME) } }];
const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

function product({ kelviq, kelviqRun }: Bed, round: number): Contested {
	const identifier = `product-${round}`;
	const owner = newProduct({ identifier, name: identifier, description: '', taxCode: 'saas' });
	addImages(owner, [old(round)]);
	kelviq.products.push(owner);
	const options = { existingImages: 'replaceSameName' };
	const parameters = { productId: byId(owner.id), binaryPropertyName: 'data', options };
	return {
		route: 'PATCH /catalog/products/{pk}/',
		run: async (bytes) =>
			await kelviqRun('product', 'uploadImages', { items: items(bytes), parameters }),
		shown: () => owner.images,
		idsOf: ({ uploadedImages }) => (uploadedImages as Shown[]).map(({ id }) => id),
	};
}

function plan(bed: Bed, round: number, { isDraft }: { isDraft: boolean }): Contested {
	const { kelviq, kelviqRun } = bed;
	const identifier = `plan-${round}`;
	const owner = newPlan(
		{ identifier, product: kelviq.products[0]?.id ?? '' },
		{ name: identifier },
	);
	owner.hasPrice = true;
	addFiles(owner.versions[0]!, [old(round)]);
	if (!isDraft) publish(owner);
	kelviq.plans.push(owner);
	const options = { existingFiles: 'replaceSameName', publish: !isDraft };
	const parameters = { planIdentifier: byId(identifier), binaryPropertyName: 'data', options };
	const version = () => (isDraft ? newestOf(owner) : publishedOf(owner))!;
	const everywhere = () => owner.versions.flatMap(({ files }) => files);
	return {
		route: 'PATCH /catalog/plans/{identifier}/',
		run: async (bytes) =>
			await kelviqRun('plan', 'uploadFiles', { items: items(bytes), parameters }),
		shown: () => version().files,
		idsOf: ({ uploadedFiles }) => {
			const addresses = (uploadedFiles as Array<{ url: string }>).map(({ url }) => url);
			const copies = everywhere().filter(({ file }) => addresses.includes(file));
			return copies.map(({ id }) => id);
		},
	};
}

const KINDS: Array<[string, (bed: Bed, round: number) => Contested]> = [
	['one product', product],
	["one plan's draft", (bed, round) => plan(bed, round, { isDraft: true })],
	['one plan that they publish', (bed, round) => plan(bed, round, { isDraft: false })],
];

describe('two executions at once that replace a file of one name', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
		await setPace(PACE);
	});

	beforeEach(async () => {
		await bed.reset();
		bed.kelviq.latencyMs = 5;
	});

	afterAll(async () => {
		await bed.close();
	});

	it.each(KINDS)('on %s leave one copy, or one says what is amiss', async (_, contest) => {
		let oneFailed = 0;
		for (const [round, offset] of OFFSETS.entries()) {
			const contested = contest(bed, round);
			const { rounds, delayMs } = SIMULTANEOUS;
			bed.kelviq.clearScripts();
			if (round < rounds) bed.kelviq.script(contested.route, { delayMs, times: 4 });
			const second = pause(offset).then(async () => await contested.run('second'));
			const results = [await contested.run('first'), await second];

			const shown = contested.shown().filter(({ name }) => name === NAME);
			const done = results.filter(({ error }) => !error);
			const isThere = (result: TestResult) => {
				const ids = contested.idsOf(result.items[0]!.json);
				return shown.some(({ id }) => ids.includes(id));
			};
			const about = { round, shown, said: results.map(({ error }) => error?.message) };
			// The file of a run that succeeded is there, or the one of the other that replaced it.
			if (done.length) expect({ ...about, kept: done.some(isThere) }).toMatchObject({ kept: true });
			if (done.length === 2)
				expect({ ...about, copies: shown.length }).toMatchObject({ copies: 1 });
			for (const { error } of results.filter((one) => one.error)) {
				expect(error?.message).toMatch(/'app\.png'|not published/);
				expect(error?.context.step).toMatch(/^(attach|publish)$/);
			}
			expect(shown.length).toBeGreaterThan(0);
			if (done.length === 1) oneFailed += 1;
		}
		expect(bed.kelviq.violations).toEqual([]);
		// Whoever comes second cannot tell its file from the first one's.
		expect(oneFailed).toBeGreaterThanOrEqual(SIMULTANEOUS.rounds);
	});
});
