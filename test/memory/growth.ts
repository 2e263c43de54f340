import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Creates a file of this size. */
export async function largeFile(folder: string, bytes: number): Promise<string> {
	const path = join(folder, 'large');
	const file = await open(path, 'w');
	await file.truncate(bytes);
	await file.close();
	return path;
}

/** Bytes by which a separate process grows while it uploads: see `child.ts` for the task. */
export async function growthOf(task: object): Promise<number> {
	const { stdout } = await promisify(execFile)(process.execPath, [
		'--expose-gc',
		'--import',
		'tsx',
		join(__dirname, 'child.ts'),
		JSON.stringify(task),
	]);
	const { idle, peak } = JSON.parse(stdout) as { idle: number; peak: number };
	return peak - idle;
}
