import { startGitHub, type GitHubEvent } from '../../upstream/gitHub';
import { expectArrived, expectSuccess, expectThat } from '../expect';
import type { Shown, Stage } from '../stage';
import { type Arrival, verifyImages, verifyPublished } from '../verifyFiles';
import { readExampleFile, seededIn } from '../workflows';

const TAG = 'v1.1.0';

const PUBLISH = 'POST /catalog/plans/{identifier}/publish/';

/** GitHub sends its ping, a draft, a forged event, and a published release twice. */
export async function showRelease(stage: Stage): Promise<Shown> {
	const { emulators, publishExample } = stage;
	const { productId, planIdentifier } = seededIn(emulators);
	const service = await startGitHub();
	try {
		const live = await publishExample('github-release-to-kelviq.json', {
			credentials: { crypto: { hmacSecret: service.webhookSecret } },
		});
		const url = live.url('webhook', 'github-release');
		const image = await readExampleFile('product-image.png');
		const build = await readExampleFile('pro-suite-1.1.zip');
		const images: Arrival[] = [
			{ name: 'product-image.png', bytes: image },
			{ name: 'Screenshot.PNG', bytes: Buffer.concat([image, Buffer.from('2')]) },
		];
		const builds: Arrival[] = [
			{ name: 'pro-suite-1.1.zip', bytes: build },
			{ name: 'pro-suite-1.1.dmg', bytes: Buffer.alloc(40_000, 'disk image') },
			{ name: 'SHA256SUMS.txt', bytes: Buffer.from('fictitious\n') },
		];
		const mixed = [images[0], builds[0], builds[1], images[1], builds[2]] as Arrival[];
		// So few files are several pages.
		service.mostPerPage = 2;
		const release = service.release(
			TAG,
			mixed.map((file) => ({ ...file, contentType: 'application/octet-stream' })),
		);

		const others: Array<[GitHubEvent, string?]> = [
			[{ ping: true }],
			[{ action: 'created', release }],
			[{ action: 'published', release }, 'a guess'],
		];
		for (const [event, secret] of others) {
			await service.send(url, event, secret);
			expectSuccess(await live.next());
		}
		expectThat('other and forged events download nothing', service.downloads === 0);

		for (const time of ['once', 'again']) {
			await service.send(url, { action: 'published', release });
			const run = await live.next();
			const onProduct = await verifyImages(productId, images, emulators);
			const onPlan = await verifyPublished(planIdentifier, builds, emulators);
			expectArrived(`Kelviq has the images of the release, sent ${time}`, run, onProduct);
			expectArrived(`Kelviq has the builds of the release, sent ${time}`, run, onPlan);
			const published = emulators.kelviq.callsTo(PUBLISH).length;
			expectThat('the plan is published once', published === 1, `${published} times`);
		}
		return {
			what: 'GitHub publishes a release, twice',
			result: `${images.length} images and ${builds.length} files in the catalog`,
		};
	} finally {
		await service.close();
	}
}
