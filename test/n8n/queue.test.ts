import { randomInt } from 'node:crypto';
import { byId } from '../../tools/demo/operations';
import { limiter } from '../../nodes/shared/node/limit';
import { killWorker } from './queue/killWorker';
import { raiseScene, type Scene } from './queue/scene';
import { expectOnCase } from './support/onCase';
import { newFile, type Posted, publishUpload } from './support/webhook';

describe.each([
	{ place: 'the database', mode: 'database', id: /^database:/ },
	{ place: 'a folder that all processes share', mode: 'filesystem', id: /^filesystem-v2:/ },
] as const)('n8n in queue mode with its files in $place', ({ mode, id }) => {
	let scene: Scene;
	const records = () => scene.stage.emulators.karmaCheck.records;

	beforeAll(async () => {
		scene = await raiseScene(mode);
	});

	afterAll(async () => await scene?.close());

	describe('200 documents, posted to a webhook', () => {
		let posted: Posted[];

		it('are each answered with the document they became', async () => {
			const twentyAtOnce = limiter(20);
			const post = async () =>
				await scene.documents.post(newFile(randomInt(1_000, 200_000), '.pdf'));
			posted = await Promise.all(Array.from({ length: 200 }, () => twentyAtOnce(post)));

			expect(posted.filter(({ status }) => status !== 200)).toEqual([]);
		});

		it('are on the case byte for byte, each exactly once', async () => {
			await expectOnCase(scene.stage, posted);
			expect(records()).toHaveLength(200);
			const { karmaCheck, storage } = scene.stage.emulators;
			expect(await storage.keys(karmaCheck.bucket)).toHaveLength(200);
		});

		it('were shared out between both workers', () => {
			const executions = records().map(({ title }) => title ?? '');
			const shares = scene.workers.map((worker) => {
				const taken = new Set(worker.taken());
				return executions.filter((execution) => taken.has(execution)).length;
			});
			expect(shares.reduce((sum, share) => sum + share)).toBe(200);
			expect(Math.min(...shares)).toBeGreaterThan(0);
		});

		it('waited for a worker in the place that is set', async () => {
			const execution = await scene.stage.client.readExecution(records()[0]?.title ?? '');
			expect(execution.runs.get('Webhook')?.items[0]?.binary).toMatchObject({
				data: { id: expect.stringMatching(id) as string },
			});
		});
	});

	it('attaches 40 images to one product, each once, while both workers change it', async () => {
		const { stage, workers } = scene;
		const images = await publishUpload(stage, {
			node: 'kelviq',
			parameters: {
				resource: 'product',
				operation: 'uploadImages',
				productId: byId(stage.surroundings.productId),
			},
			mimeType: 'image/png',
		});
		const before = workers.map((worker) => worker.taken().length);
		const files = Array.from({ length: 40 }, () => newFile(randomInt(1_000, 200_000), '.png'));
		const posted = await Promise.all(files.map(async (file) => await images.post(file)));

		expect(posted.map(({ answer }) => answer.uploadedImages)).toEqual(
			files.map(({ name }) => [expect.objectContaining({ name })]),
		);
		const { products } = stage.emulators.kelviq;
		const product = products.find((one) => one.id === stage.surroundings.productId);
		const names = product?.images.map(({ name }) => name).slice(-40);
		expect(new Set(names)).toEqual(new Set(files.map(({ name }) => name)));
		workers.forEach((worker, i) => expect(worker.taken().length).toBeGreaterThan(before[i] ?? 0));
	});

	describe('when a worker is killed', () => killWorker(() => scene));

	it('a worker without the package fails the execution and names the node it lacks', async () => {
		const { stage, workers, addWorker } = scene;
		await workers[0].n8n.stop();
		await addWorker('worker-3', false);
		const { status } = await scene.documents.post(newFile(1_000, '.pdf'));
		const [last] = await stage.client.listExecutions(scene.documents.workflowId);
		const { error } = await stage.client.readExecution(last?.id ?? '');

		expect(status).toBe(500);
		expect(error?.message).toContain('n8n-nodes-karmacheck-kelviq.karmaCheck');
	});
});
