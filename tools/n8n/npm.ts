import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { Failure } from './failure';
import { spawnGroup, stopGroup } from './processes';

export interface NpmOptions {
	cwd: string;
	/** The Node to run npm under. Default: the running one. */
	node?: string;
	/** Everything npm prints is appended here. */
	log?: string;
	/** Told what npm prints beside its result. */
	onError?: (text: string) => void;
	signal?: AbortSignal;
}

/**
 * Runs npm and returns its standard output. A failure is one sentence that names the cause when
 * npm's output tells it, and the log.
 */
export async function npm(args: string[], options: NpmOptions): Promise<string> {
	const { cwd, node = process.execPath, log, onError, signal } = options;
	signal?.throwIfAborted();
	const path = [dirname(node), process.env.PATH].join(delimiter);
	const env: NodeJS.ProcessEnv = {
		...process.env,
		PATH: path,
		npm_config_update_notifier: 'false',
	};
	const child = spawnGroup('npm', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
	const file = log ? createWriteStream(log, { flags: 'a' }) : undefined;
	file?.write(`\n$ npm ${args.join(' ')}\n`);
	let stdout = '';
	let said = '';
	child.stdout?.setEncoding('utf8').on('data', (text: string) => {
		stdout += text;
		file?.write(text);
	});
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		said = (said + text).slice(-200_000);
		file?.write(text);
		onError?.(text);
	});
	const stop = (): void => void stopGroup(child, 2_000);
	signal?.addEventListener('abort', stop, { once: true });
	try {
		const [code] = (await once(child, 'close')) as [number | null];
		signal?.throwIfAborted();
		if (code !== 0) throw new Failure(whyNpmFailed(args, said + stdout, log));
		return stdout;
	} finally {
		signal?.removeEventListener('abort', stop);
		file?.end();
	}
}

/** One sentence out of npm's many lines. The codes: https://docs.npmjs.com/common-errors */
export function whyNpmFailed(args: string[], output: string, log?: string): string {
	const see = log ? ` npm's output: ${log}` : ` npm's output:\n${output.trim().slice(-2_000)}`;
	if (
		/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|CERT_\w+)\b/.test(
			output,
		)
	)
		return `The npm registry cannot be reached. Check the network and 'npm config get registry', then start again.${see}`;
	if (/\b(E404|ETARGET)\b/.test(output))
		return `The npm registry does not have a package that is needed. Check 'npm config get registry', then start again.${see}`;
	if (/\bENOSPC\b/.test(output)) return `The disk is full. Free some space and start again.${see}`;
	if (/\b(EACCES|EPERM)\b/.test(output))
		return `A file or folder is not writable. Check who owns the cache folder and ~/.npm, then start again.${see}`;
	return `'npm ${args.slice(0, 2).join(' ')}' failed.${see}`;
}
