import { randomBytes } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';

export const KIB = 1024;
export const MIB = 1024 * KIB;
export const GIB = 1024 * MIB;

/** Makes a PDF of this size in `folder`, which is made too. */
export async function makeFile(folder: string, name: string, bytes: number): Promise<string> {
	await mkdir(folder, { recursive: true });
	const path = join(folder, name);
	const file = await open(path, 'w');
	// Real bytes: a file system may treat holes and zeros in a way of its own.
	const block = randomBytes(Math.min(bytes, 4 * MIB));
	await file.write('%PDF-1.7 ');
	for (let at = 9; at < bytes; at += block.length)
		await file.write(block, 0, Math.min(block.length, bytes - at));
	await file.close();
	return path;
}

/** Makes files of this size, and gives the pattern that selects them all. */
export async function makeFiles(folder: string, count: number, bytes: number): Promise<string> {
	for (let index = 0; index < count; index++)
		await makeFile(folder, `document-${String(index).padStart(3, '0')}.pdf`, bytes);
	return join(folder, '*.pdf');
}
