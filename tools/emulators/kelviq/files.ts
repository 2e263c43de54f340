import { randomUUID } from 'node:crypto';

import { invalid } from './answers';
import type { Plan } from './plans';
import type { KelviqState } from './state';
import { storageKey } from './storageKey';

const CDN = 'https://cdn.kelviq.com/';

/**
 * Moves uploaded files from their temporary keys to permanent ones below `folder`: all of them, or
 * none and a 400 for `field`. A temporary key can be used once.
 */
export async function attach(
	state: KelviqState,
	field: 'imageKeys' | 'fileKeys',
	keys: string[] = [],
	folder: string,
): Promise<Array<{ name: string; url: string }>> {
	const { storage, bucket, minted, attached } = state;
	const isStored = async (key: string) => minted.has(key) && (await storage.exists(bucket, key));
	const stored = await Promise.all(keys.map(isStored));
	// From here to the reservation nothing waits: of two requests with one key, one gets it.
	const complaints = keys.flatMap((key, i) => {
		if (!minted.has(key)) return [`"${key}" is not a key of an upload.`];
		if (attached.has(key) || keys.indexOf(key) < i) return [`"${key}" has already been used.`];
		return stored[i] ? [] : [`Nothing has been uploaded to "${key}".`];
	});
	if (complaints.length > 0) throw invalid(field, complaints);
	for (const key of keys) attached.add(key);

	return await Promise.all(
		keys.map(async (key) => {
			const name = key.split('/').at(-1) ?? key;
			const permanent = permanentKey(folder, name);
			await storage.move(bucket, key, permanent);
			const url = addressOf(permanent);
			state.listLag.made(url);
			return { name, url };
		}),
	);
}

/** A key for a file of this name that no other file has. */
export function permanentKey(folder: string, name: string): string {
	return `media/${folder}/${randomUUID().replaceAll('-', '')}/${name}`;
}

/** The URL of a permanent key on the CDN; nothing listens there. */
export function addressOf(key: string): string {
	return CDN + key.split('/').map(encodeURIComponent).join('/');
}

/** Deletes the objects of files that no version of the plan has anymore. */
export async function release(
	{ storage, bucket }: KelviqState,
	plan: Plan,
	files: Array<{ file: string }>,
): Promise<void> {
	const used = new Set(plan.versions.flatMap((version) => version.files.map(({ file }) => file)));
	const unused = files.filter(({ file }) => !used.has(file));
	await Promise.all(unused.map(async ({ file }) => await storage.remove(bucket, storageKey(file))));
}
