import { showForm } from '../../tools/demo/events/form';
import { stageIn } from '../../tools/demo/stage';
import { installN8n } from '../../tools/n8n/install';
import { OLDEST } from '../../tools/n8n/releases';
import { raiseStage, type Stage } from './support/stage';

// The demo runs all of them in the newest n8n. Those that check a signature need a Crypto credential,
// which comes later than this n8n, and its mail trigger asks the mailbox for more than a newer one.
describe(`the examples that an event starts, in n8n ${OLDEST.version}`, () => {
	let stage: Stage;

	beforeAll(async () => {
		// What the demo prints.
		jest.spyOn(console, 'log').mockImplementation(() => {});
		stage = await raiseStage({ installed: await installN8n({ release: OLDEST }) });
	});

	afterAll(async () => {
		await stage?.close();
		jest.restoreAllMocks();
	});

	it('attach the documents of a form to the case, once however often it is sent', async () => {
		await showForm(stageIn(stage));
		const { caseIds, records } = stage.emulators.karmaCheck;
		expect(records.filter(({ caseId }) => caseId === caseIds[0])).toHaveLength(4);
	});
});
