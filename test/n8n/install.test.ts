import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Cleanup } from '../../tools/demo/cleanup';
import { installN8n } from '../../tools/n8n/install';
import { packBuilt, type PackedPackage, PROJECT, readManifest } from '../../tools/n8n/package';
import { createCredentials } from '../../tools/demo/vendors';
import { verifyKarmaCheck } from '../../tools/demo/verify';
import { TRIGGER } from '../../tools/demo/workflows';
import { type Registry, startRegistry } from './support/registry';
import { createServices } from './support/services';
import { OWN_NODES, raiseStage, type Stage } from './support/stage';
import { FILE, UPLOAD, uploadToCase } from './support/uploadToCase';
import { startWorker } from './support/worker';

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

/** A registry that has the package, in a folder of its own. */
async function registryOfOwn(cleanup: Cleanup): Promise<Registry & { packed: PackedPackage }> {
	const folder = await cleanup.temporaryFolder();
	const packed = await packBuilt(folder);
	const registry = await startRegistry(packed, PROJECT, folder);
	cleanup.add(() => registry.close());
	return { ...registry, packed };
}

describe('installed from npm under Settings → Community nodes', () => {
	const cleanup = new Cleanup();
	let stage: Stage;

	beforeAll(async () => {
		const registry = await registryOfOwn(cleanup);
		const env = { ...registry.env, N8N_UNVERIFIED_PACKAGES_ENABLED: 'true' };
		stage = await raiseStage({ env, provide: async () => {}, credentials: false });
	});

	afterAll(async () => {
		await stage?.close();
		await cleanup.run();
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

describe('installed by the environment variables of Docker, in queue mode', () => {
	const cleanup = new Cleanup();
	let stage: Stage;

	beforeAll(async () => {
		const { packed, integrity, env: ofRegistry } = await registryOfOwn(cleanup);
		const services = await createServices(await installN8n());
		cleanup.add(() => services.drop());
		const shared = {
			...ofRegistry,
			...services.env,
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			N8N_ENCRYPTION_KEY: randomBytes(18).toString('hex'),
			N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
			N8N_STORAGE_PATH: join(await cleanup.temporaryFolder(), 'shared'),
		};
		const { name, version } = packed;
		const env = {
			...shared,
			// As n8n 3.0 has it, unless its owner says otherwise.
			N8N_UNVERIFIED_PACKAGES_ENABLED: 'false',
			N8N_COMMUNITY_PACKAGES_MANAGED_BY_ENV: 'true',
			N8N_COMMUNITY_PACKAGES: JSON.stringify([{ name, version, checksum: integrity }]),
		};
		stage = await raiseStage({ env, provide: async () => {}, credentials: false });
		cleanup.add(() => stage.close());
		await startWorker(stage, {
			name: 'worker',
			env: {
				...shared,
				// It looks for the package by its name, and not by its checksum.
				N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
				N8N_REINSTALL_MISSING_PACKAGES: 'true',
				N8N_RESTRICT_FILE_ACCESS_TO: stage.filesFolder,
			},
			withPackage: false,
		});
	});

	afterAll(() => cleanup.run());

	it('is there when n8n has started, though it allows no unverified packages', async () => {
		const { name } = stage.packed;
		expect(await ownTypes(stage)).toEqual(OWN_NODES.map((node) => `${name}.${node}`));
	});

	it('is fetched by a worker, which attaches a PDF to a case', async () => {
		expect(await upload(stage)).toEqual([]);
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
