import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

/**
 * Starts a program as the leader of its own process group, so that `stopGroup` also reaches
 * what it starts in turn: compilers under npm, task runners under n8n. The group does not outlive
 * this process, not even when this process is killed.
 */
export function spawnGroup(file: string, args: string[], options: SpawnOptions): ChildProcess {
	const child = spawn(file, args, { ...options, detached: true });
	if (child.pid === undefined) return child;
	// The guard's input ends when this process does, for whatever reason.
	const guard = spawn('sh', ['-c', 'read _; kill -s KILL -- "-$0"', String(child.pid)], {
		detached: true,
		stdio: ['pipe', 'ignore', 'ignore'],
	});
	guard.unref();
	if (guard.stdin && 'unref' in guard.stdin) (guard.stdin as typeof guard.stdin & Unref).unref();
	child.once('exit', () => guard.kill('SIGKILL'));
	return child;
}

interface Unref {
	unref(): void;
}

/** Asks the group to end, and forces it if that takes longer than `graceMs`. */
export async function stopGroup(child: ChildProcess, graceMs = 8_000): Promise<void> {
	if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
		const exited = once(child, 'exit');
		signalGroup(child, 'SIGTERM');
		const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
		await exited;
		clearTimeout(timer);
	}
	signalGroup(child, 'SIGKILL');
}

/** Signals whatever is left of the group; an empty group is not a failure. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch (thrown) {
		if ((thrown as NodeJS.ErrnoException).code !== 'ESRCH') throw thrown;
	}
}
