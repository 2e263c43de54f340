import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packBuilt, PROJECT, readManifest } from '../../tools/n8n/package';
import { createCredentials } from '../../tools/demo/vendors';
import { verifyKarmaCheck } from '../../tools/demo/verify';
import { TRIGGER } from '../../tools/demo/workflows';
import { type Registry, startRegistry } from './support/registry';
import { OWN_NODES, raiseStage, type Stage } from './support/stage';
import { FILE, UPLOAD, uploadToCase } from './support/uploadToCase';

/** Uploads a PDF, and reports what is not as it should be. */
async function upload(stage: Stage): Promise<string[]> {
	const { client, emulators, surroundings } = stage;
	const credentials = await createCredentials(client, emulators);
	const workflow = uploadToCase({ ...stage, surroundings: { ...surroundings, credentials } });
	const { id } = await client.createWorkflow(workflow);
	const execution = await client.run(id, TRIGGER);
	const sent = { node: UPLOAD, file: FILE, caseId: surroundings.caseId };
	return await verifyKarmaCheck(execution, sent, emulators);
}

const ownTypes = async ({ client, packed }: Stage) =>
	(await client.nodeTypes())
		.map(({ name }) => name)
		.filter((name) => name.startsWith(`${packed.name}.`))
		.sort();

describe('installed from npm under Settings → Community nodes', () => {
	let stage: Stage;
	let registry: Registry;

	beforeAll(async () => {
		const folder = await mkdtemp(join(tmpdir(), 'registry-'));
		const packed = await packBuilt(folder);
		registry = await startRegistry(packed, PROJECT, folder);
		const env = { ...registry.env, N8N_UNVERIFIED_PACKAGES_ENABLED: 'true' };
		stage = await raiseStage({ env, provide: async () => {}, credentials: false });
	});

	afterAll(async () => {
		await stage?.close();
		await registry?.close();
	});

	it('is not there before', async () => {
		expect(await stage.client.communityPackages()).toEqual([]);
		expect(await ownTypes(stage)).toEqual([]);
	});

	it('is listed with its version and its nodes, without a restart', async () => {
		const { name, version } = stage.packed;
		await stage.client.installCommunityPackage(name);
		expect(await stage.client.communityPackages()).toMatchObject([
			{ packageName: name, installedVersion: version },
		]);
		expect(await ownTypes(stage)).toEqual(OWN_NODES.map((node) => `${name}.${node}`));
	});

	it('attaches a PDF to a case', async () => {
		expect(await upload(stage)).toEqual([]);
	});

	it('is gone when it is uninstalled', async () => {
		const { name } = stage.packed;
		await stage.client.uninstallCommunityPackage(name);
		expect(await stage.client.communityPackages()).toEqual([]);
		expect(await ownTypes(stage)).toEqual([]);
		const folder = join(stage.userFolder, '.n8n', 'nodes', 'node_modules', name);
		expect(existsSync(folder)).toBe(false);
	});
});

describe("unpacked into n8n's folder, as its installer does it", () => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await raiseStage({ credentials: false });
	});

	afterAll(() => stage?.close());

	it('brings no dependency along, and attaches a PDF to a case', async () => {
		const { name } = stage.packed;
		const folder = join(stage.userFolder, '.n8n', 'nodes', 'node_modules', name);
		expect(existsSync(join(folder, 'node_modules'))).toBe(false);
		expect(await readManifest(folder)).not.toHaveProperty('dependencies');
		expect(await upload(stage)).toEqual([]);
	});
});
