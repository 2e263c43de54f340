import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as karmaCheck from '../../nodes/KarmaCheck/operations';
import * as kelviq from '../../nodes/Kelviq/operations';
import type { Operation } from '../../nodes/shared/node/operation';
import { n8nEnvironment } from '../../tools/n8n/env';
import { EVENTS } from '../../tools/demo/events';
import { karmaCheckOperations } from '../../tools/demo/karmaCheck';
import { kelviqOperations } from '../../tools/demo/kelviq';
import type { Call } from '../../tools/demo/operations';
import { freshEmulators } from '../../tools/emulators/testSupport';
import { adapt, EXAMPLES, readExample, TRIGGER } from '../../tools/demo/workflows';

const credentials = {
	karmaCheck: { id: 'k1', name: 'KarmaCheck', type: 'karmaCheckApi' },
	kelviq: { id: 'q1', name: 'Kelviq', type: 'kelviqApi' },
};
const surroundings = {
	filesFolder: '/tmp/files',
	credentials,
	caseId: 'case-1',
	packageId: 'package-1',
	productId: 'product-1',
	planIdentifier: 'plan-1',
	origins: { 'https://api.hellosign.com': 'http://127.0.0.1:1' },
};
const examples = async (): Promise<string[]> =>
	(await readdir(EXAMPLES)).filter((name) => name.endsWith('.json'));

describe('the shipped workflows', () => {
	it('hold no credential', async () => {
		for (const name of await examples()) {
			const { nodes } = await readExample(name);
			expect(nodes.filter((node) => 'credentials' in node)).toEqual([]);
		}
	});

	it('start by hand or by an event that the demo sends', async () => {
		const byEvent = EVENTS.map(({ file }) => file);
		for (const name of await examples()) {
			const { nodes } = await readExample(name);
			const isByHand = nodes.some((node) => node.name === TRIGGER);
			expect([name, byEvent.includes(name)]).toEqual([name, !isByHand]);
		}
	});

	it('each have a line in the README beside them', async () => {
		const readme = await readFile(join(EXAMPLES, 'README.md'), 'utf8');
		for (const name of await examples()) expect(readme).toContain(`\`${name}\``);
	});

	it("read a file that is shipped, from the folder of n8n's Docker image", async () => {
		const shipped = await readdir(join(EXAMPLES, 'files'));
		for (const name of await examples())
			for (const { parameters } of (await readExample(name)).nodes)
				if (typeof parameters.fileSelector === 'string') {
					const [, file] = /^\/home\/node\/\.n8n-files\/(.+)$/.exec(parameters.fileSelector) ?? [];
					expect(shipped).toContain(file);
				}
	});
});

describe("the demo's own n8n", () => {
	const emulators = freshEmulators();
	const nodes: Array<[name: 'karmaCheck' | 'kelviq', operations: object, calls: () => Call[]]> = [
		['karmaCheck', karmaCheck, () => karmaCheckOperations(emulators.karmaCheck, {})],
		['kelviq', kelviq, () => kelviqOperations(emulators.kelviq, 'key-1')],
	];

	it.each(nodes)(
		'runs every operation of %s, in an example or by its file in tools/demo',
		async (name, all, calls) => {
			const run = calls().map(({ resource, operation }) => `${resource} / ${operation}`);
			const start = { karmaCheck: 'document', kelviq: 'media' }[name];
			for (const file of await examples())
				for (const { type, parameters } of (await readExample(file)).nodes)
					if (type.endsWith(`.${name}`)) {
						const { resource = start, operation = 'upload' } = parameters;
						run.push(`${String(resource)} / ${String(operation)}`);
					}
			const wanted = (Object.values(all) as Operation[]).map(
				({ resource, option }) => `${resource} / ${option.value}`,
			);
			expect(wanted.filter((one) => !run.includes(one))).toEqual([]);
		},
	);
});

describe('adapting a workflow to the place where it runs', () => {
	it('replaces folder, package and credential and nothing else', async () => {
		const shipped = await readExample('karmacheck-documents-first.json');
		const adapted = adapt(shipped, surroundings);
		const node = (name: string) => adapted.nodes.find((one) => one.name === name);
		expect(node('Read signed PDF')?.parameters.fileSelector).toBe(
			'/tmp/files/signed-disclosure.pdf',
		);
		expect(node('Create case')?.parameters.packageId).toEqual({
			__rl: true,
			mode: 'id',
			value: 'package-1',
		});
		expect(node('Upload without a case')?.credentials).toEqual({
			karmaCheckApi: { id: 'k1', name: 'KarmaCheck' },
		});
		expect(adapted.connections).toBe(shipped.connections);
		expect(node(TRIGGER)).toEqual(shipped.nodes.find(({ name }) => name === TRIGGER));
	});

	it('leaves the case that an expression names by its email', async () => {
		const shipped = await readExample('form-to-karmacheck.json');
		const upload = ({ nodes }: typeof shipped) =>
			nodes.find(({ name }) => name === 'Upload to the case')?.parameters.caseId;
		expect(upload(adapt(shipped, surroundings))).toEqual(upload(shipped));
	});

	it('downloads from the stand-in, with the credential that the request names', async () => {
		const shipped = await readExample('dropbox-sign-to-karmacheck.json');
		const basic = { id: 'b1', name: 'Basic', type: 'httpBasicAuth' };
		const place = { ...surroundings, credentials: { ...credentials, httpBasicAuth: basic } };
		const download = adapt(shipped, place).nodes.find(
			({ name }) => name === 'Download the signed PDF',
		);
		expect(download?.parameters.url).toMatch(/^=http:\/\/127\.0\.0\.1:1\/v3\/signature_request\//);
		expect(download?.credentials).toEqual({ httpBasicAuth: { id: 'b1', name: 'Basic' } });
	});

	it('leaves the shipped workflow as it was read', async () => {
		const shipped = await readExample('kelviq-upload-image.json');
		const before = structuredClone(shipped);
		adapt(shipped, surroundings);
		expect(shipped).toEqual(before);
	});
});

describe("n8n's environment", () => {
	const place = { node: '/n/bin/node', userFolder: '/u', port: 1, brokerPort: 2 };

	it("takes over nothing of the reader's own n8n or database settings", () => {
		process.env.DB_TYPE = 'postgresdb';
		process.env.N8N_ENCRYPTION_KEY = 'mine';
		const env = n8nEnvironment(place);
		delete process.env.DB_TYPE;
		delete process.env.N8N_ENCRYPTION_KEY;
		expect(env).not.toHaveProperty('DB_TYPE');
		expect(env).not.toHaveProperty('N8N_ENCRYPTION_KEY');
	});

	it('listens on the loopback address only and limits the file nodes', () => {
		expect(n8nEnvironment({ ...place, filesFolder: '/f' })).toMatchObject({
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
			N8N_RESTRICT_FILE_ACCESS_TO: '/f',
		});
	});
});
