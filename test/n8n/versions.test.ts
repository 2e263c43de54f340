import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { installN8n } from '../../tools/n8n/install';
import { NEWEST, OLDEST } from '../../tools/n8n/releases';
import { verifyKarmaCheck, verifyKelviq } from '../../tools/demo/verify';
import { adapt, readExample, TRIGGER } from '../../tools/demo/workflows';
import { caseLookup, FAILED, FOUND, LOOKUP } from './support/caseLookup';
import { OWN_NODES, raiseStage, type Stage } from './support/stage';
import { until } from './support/until';
import { FILE, UPLOAD, uploadToCase } from './support/uploadToCase';

const ONLY_FROM = { [NEWEST.version]: true, [OLDEST.version]: false };

describe.each([OLDEST, NEWEST])('n8n $version', (release) => {
	let stage: Stage;

	const run = async (...[ids, onError]: [string[], Parameters<typeof caseLookup>[2]]) => {
		const { id } = await stage.client.createWorkflow(caseLookup(stage, ids, onError));
		return await stage.client.run(id, TRIGGER);
	};
	const example = async (file: string) => {
		const workflow = adapt(await readExample(file), stage.surroundings);
		return (await stage.client.createWorkflow(workflow)).id;
	};

	beforeAll(async () => {
		stage = await raiseStage({ installed: await installN8n({ release }) });
	});

	afterAll(() => stage?.close());

	it('runs under the Node that is meant for it', async () => {
		const { stdout } = await promisify(execFile)(stage.installed.node, ['--version']);
		expect(stdout).toMatch(new RegExp(`^v${release.node}\\.`));
		expect((await stage.client.settings()).versionCli).toBe(release.version);
	});

	it('offers all nodes, their variants for agents, and all credentials', async () => {
		const types = (await stage.client.nodeTypes()).map(({ name }) => name);
		const own = types.filter((name) => name.startsWith(`${stage.packed.name}.`));
		expect(own.sort()).toEqual(OWN_NODES.map((name) => `${stage.packed.name}.${name}`));
		const credentials = (await stage.client.credentialTypes()).map(({ name }) => name);
		expect(credentials).toEqual(
			expect.arrayContaining([
				'karmaCheckApi',
				'karmaCheckWebhookApi',
				'kelviqApi',
				'kelviqWebhookApi',
			]),
		);
	});

	it('attaches a PDF to a case, byte for byte and once', async () => {
		const { id } = await stage.client.createWorkflow(uploadToCase(stage));
		const execution = await stage.client.run(id, TRIGGER);
		const sent = { node: UPLOAD, file: FILE, caseId: stage.surroundings.caseId };
		expect(execution.status).toBe('success');
		expect(await verifyKarmaCheck(execution, sent, stage.emulators)).toEqual([]);
	});

	it('adds an image to the catalog, byte for byte', async () => {
		const execution = await stage.client.run(await example('kelviq-upload-image.json'), TRIGGER);
		const sent = { node: 'Upload image', file: 'product-image.png' };
		expect(execution.status).toBe('success');
		expect(await verifyKelviq(execution, sent, stage.emulators)).toEqual([]);
	});

	it('sends a failed item to the error output, with the data it came with', async () => {
		const { caseIds, foreignCaseId } = stage.emulators.karmaCheck;
		const ids = [caseIds[0] ?? '', foreignCaseId];
		const { status, runs } = await run(ids, 'continueErrorOutput');
		expect(status).toBe('success');
		expect(runs.get(FOUND)?.items.map(({ json }) => json.id)).toEqual([caseIds[0]]);
		const [failed, ...others] = runs.get(FAILED)?.items ?? [];
		expect(others).toEqual([]);
		expect(failed?.json).toEqual({
			id: foreignCaseId,
			error: expect.stringContaining('KarmaCheck returned 403'),
			...(ONLY_FROM[release.version]
				? { details: { step: 'request' } }
				: { message: 'Step: request.' }),
		});
	});

	it('puts out a failed item with its step where the node is to continue', async () => {
		const { caseIds, foreignCaseId } = stage.emulators.karmaCheck;
		const { runs } = await run([foreignCaseId, caseIds[0] ?? ''], 'continueRegularOutput');
		const [failed, found] = runs.get(FOUND)?.items ?? [];
		const error = expect.stringContaining('KarmaCheck returned 403');
		expect(failed?.json).toEqual({ error, details: { step: 'request' } });
		expect(found?.json.id).toBe(caseIds[0]);
	});

	it.each([401, 403] as const)(
		'signs in once more when KarmaCheck refuses the token with %d',
		async (status) => {
			const { karmaCheck } = stage.emulators;
			karmaCheck.revokeTokens();
			karmaCheck.invalidTokenStatus = status;
			karmaCheck.tokensMinted = 0;
			const execution = await run([karmaCheck.caseIds[0] ?? ''], 'stopWorkflow');
			expect(execution.runs.get(LOOKUP)?.error).toBeUndefined();
			expect(karmaCheck.tokensMinted).toBe(1);
		},
	);

	it('creates no record when the execution is stopped while it uploads', async () => {
		const { karmaCheck } = stage.emulators;
		const mint = 'POST /document/secure/upload';
		const [minted, recorded] = [karmaCheck.callsTo(mint).length, karmaCheck.records.length];
		karmaCheck.script(mint, { delayMs: 3_000 });
		const workflow = await stage.client.createWorkflow(uploadToCase(stage));
		const id = await stage.client.start(workflow.id, TRIGGER);
		await until('the upload has begun', () => karmaCheck.callsTo(mint).length > minted);
		await stage.client.stop(id);
		expect((await stage.client.finish(id)).status).toBe('canceled');
		expect(karmaCheck.records).toHaveLength(recorded);
	});
});
