import { installN8n } from '../../tools/n8n/install';
import type { Execution } from '../../tools/n8n/client';
import { NEWEST, OLDEST } from '../../tools/n8n/releases';
import { TRIGGER } from '../../tools/demo/workflows';
import { caseOrders, ORDER } from './support/caseOrders';
import { raiseStage, type Stage } from './support/stage';

const CREATE = 'POST /case/create';
const REFUSED = {
	status: 400,
	body: { message: ['no'], error: 'Bad Request', statusCode: 400 },
};

describe.each([OLDEST, NEWEST])('a second try in n8n $version', (release) => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await raiseStage({ installed: await installN8n({ release }) });
	});

	afterAll(() => stage?.close());

	beforeEach(() => {
		stage.emulators.karmaCheck.casesCreated = 0;
		stage.emulators.karmaCheck.clearScripts();
	});

	/** KarmaCheck refuses the third order once. */
	const refuseThird = () => {
		stage.emulators.karmaCheck.script(CREATE, { delayMs: 0, times: 2 });
		stage.emulators.karmaCheck.script(CREATE, REFUSED);
	};
	const ordered = ({ runs }: Execution) => runs.get(ORDER)?.items.map(({ json }) => json.caseId);
	const create = async (settings = {}) =>
		(await stage.client.createWorkflow(caseOrders(stage, 3, settings))).id;

	it('by Retry On Fail orders every case once', async () => {
		refuseThird();
		const id = await create({ retryOnFail: true, maxTries: 2, waitBetweenTries: 0 });
		const execution = await stage.client.run(id, TRIGGER);

		expect(execution.status).toBe('success');
		expect(new Set(ordered(execution)).size).toBe(3);
		expect(stage.emulators.karmaCheck.casesCreated).toBe(3);
	});

	it.each([false, true])(
		"by the editor's Retry orders only what is missing (with the saved workflow: %s)",
		async (loadWorkflow) => {
			refuseThird();
			const id = await create();
			const failed = await stage.client.run(id, TRIGGER);
			expect(failed.status).toBe('error');
			expect(stage.emulators.karmaCheck.casesCreated).toBe(2);

			const retried = await stage.client.retryExecution(failed.id, loadWorkflow);
			expect(retried.status).toBe('success');
			expect(new Set(ordered(retried)).size).toBe(3);
			expect(stage.emulators.karmaCheck.casesCreated).toBe(3);
		},
	);
});
