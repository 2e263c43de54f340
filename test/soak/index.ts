/**
 * npm run soak -- [--seed N] [--uploads N] [--rate 0.2]
 *
 * Both of n8n's ways to store files, each in its own process and at the same time, along with uploads
 * over slow connections in two more.
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Task } from './child';

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { seed: { type: 'string' }, uploads: { type: 'string' }, rate: { type: 'string' } },
	});
	const seed = Number(values.seed ?? randomInt(2 ** 31));
	const uploads = Number(values.uploads ?? 5000);
	const rate = Number(values.rate ?? 0.2);
	console.log(`seed ${seed}: ${uploads} uploads, ${rate * 100} % of all calls go wrong`);

	const folder = await mkdtemp(join(tmpdir(), 'soak-'));
	const modes = ['filesystem', 'default'] as const;
	const parts = ['weather', 'slow'] as const;
	try {
		const codes = await Promise.all(
			modes.flatMap((binaryMode, index) => {
				const share = Math.floor(uploads / modes.length) + (index < uploads % modes.length ? 1 : 0);
				const task = { seed: seed + index, uploads: share, rate, binaryMode };
				return parts.map(async (part) => await inChild({ ...task, part }, folder));
			}),
		);
		process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
	console.log(
		process.exitCode
			? '\nFAILED'
			: "\nNone lost, none doubled, nothing deleted that was somebody else's.",
	);
}

/** @param folder takes all temporary files */
async function inChild(task: Task, folder: string): Promise<number | null> {
	const child = spawn(
		process.execPath,
		['--import', 'tsx', join(__dirname, 'child.ts'), JSON.stringify(task)],
		{ stdio: 'inherit', env: { ...process.env, TMPDIR: folder } },
	);
	return await new Promise((resolve, reject) => {
		child.once('error', reject).once('close', resolve);
	});
}

void main();
