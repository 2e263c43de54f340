import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export async function curlVersion(): Promise<string> {
	return /^curl (\S+)/.exec((await run('curl', ['--version'])).stdout)?.[1] ?? 'unknown';
}

/** Sends a file to the sink with curl. @returns milliseconds of the transfer, without curl's start */
export async function curl(form: 'PUT' | 'POST', path: string, sink: string): Promise<number> {
	const body =
		form === 'PUT'
			? ['-T', path, '-H', 'Content-Type: application/pdf', `${sink}/curl/file.pdf`]
			: ['-F', 'key=file.pdf', '-F', `file=@${path};type=application/pdf`, `${sink}/curl/`];
	// Without the question whether the body is welcome, which n8n does not ask either.
	const quiet = ['--silent', '--show-error', '--fail', '--noproxy', '*', '-H', 'Expect:'];
	const { stdout } = await run('curl', [...quiet, '-w', '%{time_total}', ...body]);
	return Number(stdout) * 1_000;
}
