import { expectOnCase, recordsOf } from '../support/onCase';
import { CONCURRENCY } from '../support/queue';
import { until } from '../support/until';
import { newFile, type Posted } from '../support/webhook';
import type { Scene } from './scene';

/** A worker dies while it sends files, and how n8n handles that. */
export function killWorker(scene: () => Scene): void {
	let answers: Promise<Posted[]>;
	let done: Posted[];
	let failed: Posted[];
	let killed: string[];
	const records = () => scene().stage.emulators.karmaCheck.records;

	it('had five files half sent', async () => {
		const { proxy, workers, documents } = scene();
		const recorded = records().length;
		const slow = { kind: 'slow', bytesPerSecond: 100_000 } as const;
		const transfers = 2 * CONCURRENCY;
		proxy.fail({ on: ({ method }) => method === 'PUT', fault: slow, times: transfers });
		const post = async () => await documents.post(newFile(3_000_000, '.pdf'));
		answers = Promise.all(Array.from({ length: 24 }, post));
		await until(
			'both workers send as many files as they can',
			() => proxy.requests.filter(({ fault }) => fault === 'slow').length === transfers,
		);
		killed = workers[1].unfinished();
		process.kill(workers[1].n8n.pid, 'SIGKILL');
		await workers[1].n8n.ended;

		expect(killed).toHaveLength(CONCURRENCY);
		expect(records()).toHaveLength(recorded);
	});

	it('n8n answers those five with 500 and has the other worker do the rest', async () => {
		const all = await answers;
		done = all.filter(({ status }) => status === 200);
		failed = all.filter(({ status }) => status !== 200);
		expect(failed.map(({ status, answer }) => ({ status, answer }))).toEqual(
			killed.map(() => ({ status: 500, answer: { message: 'Error in workflow' } })),
		);
		const executions = done
			.flatMap((one) => recordsOf(scene().stage, one))
			.map(({ title }) => title);
		expect(scene().workers[0].taken()).toEqual(expect.arrayContaining(executions));
	});

	it('nothing is lost that was answered as done', async () => {
		expect(done).toHaveLength(19);
		await expectOnCase(scene().stage, done);
	});

	it('no record is without its file, and there is none of what was half sent', async () => {
		const { karmaCheck, storage } = scene().stage.emulators;
		for (const { fileKey } of records())
			expect(await storage.exists(karmaCheck.bucket, fileKey)).toBe(true);
		expect(failed.flatMap((one) => recordsOf(scene().stage, one))).toEqual([]);
	});

	it('n8n gives those executions up as failed and never runs them again', async () => {
		const taken = scene().workers[0].taken();
		for (const execution of killed) {
			const { status, error } = await scene().stage.client.readExecution(execution);
			expect({ status, message: error?.message }).toEqual({
				status: 'error',
				message: expect.stringContaining('failed to be processed too many times') as string,
			});
			expect(taken).not.toContain(execution);
		}
	});

	it('n8n starts the error workflow for each of them', async () => {
		const { stage, errorWorkflow } = scene();
		await until('it has run for each', async () => {
			const runs = await stage.client.listExecutions(errorWorkflow);
			return runs.filter(({ status }) => status === 'success').length === killed.length;
		});
	});

	it("n8n's own Retry has nothing left to run them from", async () => {
		const { status, runs } = await scene().stage.client.retryExecution(killed[0] ?? '');
		expect({ status, nodes: [...runs.keys()] }).toEqual({ status: 'error', nodes: [] });
	});

	it('whoever posts those files again has each of them on the case once', async () => {
		const { documents, stage } = scene();
		const again = await Promise.all(failed.map(async ({ file }) => await documents.post(file)));
		await expectOnCase(stage, again);
	});
}
