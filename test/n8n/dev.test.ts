import { cp, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import { type Development, develop } from '../../tools/n8n/development';
import { PROJECT } from '../../tools/n8n/package';
import { raiseStage, type Stage } from './support/stage';
import { until } from './support/until';

const SOURCES = ['nodes', 'credentials', 'icons', 'gulpfile.js', 'package.json'];
const LABEL = 'Put a signed paper on its case';

describe('a copy of the checkout, under development', () => {
	let stage: Stage;
	let project: string;
	let building: Development | undefined;

	const operations = async () => {
		const types: unknown = await stage.client.nodeTypes();
		// While n8n reloads a change, it rewrites the list, which may be read half written.
		if (!Array.isArray(types)) return '';
		const node = (types as INodeTypeDescription[]).find(({ name }) => name === 'CUSTOM.karmaCheck');
		return JSON.stringify(node?.properties ?? []);
	};

	beforeAll(async () => {
		project = await mkdtemp(join(tmpdir(), 'checkout-'));
		for (const name of [...SOURCES, 'tsconfig.json', 'tsconfig.build.json'])
			await cp(join(PROJECT, name), join(project, name), { recursive: true });
		await symlink(join(PROJECT, 'node_modules'), join(project, 'node_modules'));
		const userFolder = await mkdtemp(join(tmpdir(), 'extensions-'));
		building = await develop(project, userFolder, () => {});
		stage = await raiseStage({
			env: building.env,
			provide: async () => {},
			credentials: false,
		});
	});

	afterAll(async () => {
		await stage?.close();
		await building?.stop();
	});

	it('is in n8n under the name of custom nodes', async () => {
		const names = (await stage.client.nodeTypes()).map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(['CUSTOM.karmaCheck', 'CUSTOM.kelviq']));
		const before = await operations();
		expect(before).toContain('Upload document');
		expect(before).not.toContain(LABEL);
	});

	it('shows an edited label without a restart', async () => {
		const file = join(project, 'nodes', 'KarmaCheck', 'operations', 'document', 'upload.ts');
		const source = await readFile(file, 'utf8');
		await writeFile(file, source.replace("action: 'Upload document'", `action: '${LABEL}'`));
		await until('n8n shows the new label', async () => (await operations()).includes(LABEL));
	});
});
