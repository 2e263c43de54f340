import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, statfs } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { lock } from 'proper-lockfile';
import { Failure } from './failure';

/** Where n8n is stored between starts: https://specifications.freedesktop.org/basedir-spec/latest/ */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
	const base = env.XDG_CACHE_HOME || join(homedir(), '.cache');
	return join(base, 'n8n-nodes-karmacheck-kelviq');
}

/**
 * Fills `folder` once: under another name first, so that the folder exists only when it is
 * complete. Of an attempt that fails nothing remains; one that is killed leaves a `.part-*` folder,
 * which the next one removes.
 */
export async function fillOnce(
	folder: string,
	fill: (part: string) => Promise<void>,
): Promise<void> {
	if (existsSync(folder)) return;
	const parent = dirname(folder);
	const prefix = `${basename(folder)}.part-`;
	for (const name of await readdir(parent))
		if (name.startsWith(prefix)) await rm(join(parent, name), { recursive: true, force: true });
	const part = join(parent, prefix + String(process.pid));
	await mkdir(part);
	try {
		await fill(part);
	} catch (thrown) {
		await rm(part, { recursive: true, force: true, maxRetries: 5 });
		throw thrown;
	}
	await rename(part, folder);
}

/** Runs `work` while no other process of this user works in `folder`; waits for its turn. */
export async function alone<T>(
	folder: string,
	signal: AbortSignal | undefined,
	onWait: () => void,
	work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
	const lost = new AbortController();
	const release = await takeLock(folder, signal, onWait, () =>
		lost.abort(new Failure(`Another process took over ${folder}. Start again.`)),
	);
	try {
		return await work(signal ? AbortSignal.any([signal, lost.signal]) : lost.signal);
	} finally {
		if (!lost.signal.aborted) await release();
	}
}

async function takeLock(
	folder: string,
	signal: AbortSignal | undefined,
	onWait: () => void,
	onCompromised: () => void,
): Promise<() => Promise<void>> {
	for (let attempt = 0; ; attempt++) {
		signal?.throwIfAborted();
		try {
			// A lock whose owner was killed is free after `stale` milliseconds.
			return await lock(folder, {
				lockfilePath: join(folder, 'lock'),
				stale: 20_000,
				update: 5_000,
				onCompromised,
			});
		} catch (thrown) {
			if ((thrown as NodeJS.ErrnoException).code !== 'ELOCKED') throw thrown;
			if (attempt === 0) onWait();
			await new Promise((resolve) => setTimeout(resolve, 1_000));
		}
	}
}

/** Bytes an ordinary user can still write where `folder` is. */
export async function freeBytes(folder: string): Promise<number> {
	const { bavail, bsize } = await statfs(folder);
	return bavail * bsize;
}
