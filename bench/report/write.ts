import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Results } from '../results';

export async function writeReport(results: Results, folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'benchmarks.json'), JSON.stringify(results, null, '\t'));
	console.log(JSON.stringify(results, null, 1));
}
