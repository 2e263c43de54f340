import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Cleanup } from '../../tools/demo/cleanup';
import { verifyKarmaCheck, verifyKelviq } from '../../tools/demo/verify';
import { adapt, readExample, TRIGGER } from '../../tools/demo/workflows';
import { n8nEnvironment } from '../../tools/n8n/env';
import { npm } from '../../tools/n8n/npm';
import { installPackage, type PackedPackage, PROJECT, readManifest } from '../../tools/n8n/package';
import { freePorts } from '../../tools/n8n/ports';
import { type Vendor, VENDORS } from '../../tools/split/vendors';
import { writeRepository } from '../../tools/split/write';
import { raiseStage, type Stage } from './support/stage';
import { FILE, UPLOAD, uploadToCase } from './support/uploadToCase';

/** The package of one service, built from its own sources with the dependencies of this checkout. */
async function packSingle(vendor: Vendor, folder: string): Promise<PackedPackage> {
	const repository = join(folder, vendor.package);
	writeRepository(vendor, repository);
	await symlink(join(PROJECT, 'node_modules'), join(repository, 'node_modules'));
	await npm(['run', 'build'], { cwd: repository });
	await npm(['pack', '--pack-destination', folder], { cwd: repository });
	const { name, version } = await readManifest(repository);
	return { name, version, tarball: join(folder, `${name}-${version}.tgz`) };
}

/** What the README says to type. */
function commands(): string {
	const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');
	return /```sh\n(n8n export:workflow [^]*?)```/.exec(readme)![1]!;
}

describe('workflows of the combined package, moved to those of single services', () => {
	const cleanup = new Cleanup();
	let stage: Stage;

	beforeAll(async () => {
		const folder = await cleanup.temporaryFolder();
		const singles: PackedPackage[] = [];
		for (const vendor of VENDORS) singles.push(await packSingle(vendor, folder));
		stage = await raiseStage({
			provide: async (_, userFolder) => {
				for (const single of singles) await installPackage(single, userFolder);
			},
		});
		cleanup.add(() => stage.close());
	});

	afterAll(() => cleanup.run());

	/** Types the commands of the README on the machine that n8n runs on. */
	async function move(): Promise<void> {
		const { installed, userFolder, filesFolder, folder } = stage;
		const [port = 0, brokerPort = 0] = await freePorts(2);
		const place = { node: installed.node, userFolder, filesFolder, port, brokerPort };
		const env = { ...n8nEnvironment(place), ...installed.env };
		const cwd = join(folder, 'move');
		await mkdir(cwd);
		const n8n = `n8n() { '${installed.node}' '${installed.cli}' "$@"; }`;
		await promisify(execFile)('sh', ['-ec', `${n8n}\n${commands()}`], { cwd, env });
	}

	it('attach a PDF to a case, and add an image to the catalog', async () => {
		const { client, surroundings, emulators } = stage;
		const toCase = await client.createWorkflow(uploadToCase(stage));
		const image = adapt(await readExample('kelviq-upload-image.json'), surroundings);
		const toCatalog = await client.createWorkflow(image);
		await move();

		const pdf = await client.run(toCase.id, TRIGGER);
		const sent = { node: UPLOAD, file: FILE, caseId: surroundings.caseId };
		expect(await verifyKarmaCheck(pdf, sent, emulators)).toEqual([]);
		const picture = await client.run(toCatalog.id, TRIGGER);
		const added = { node: 'Upload image', file: 'product-image.png' };
		expect(await verifyKelviq(picture, added, emulators)).toEqual([]);
	});
});
