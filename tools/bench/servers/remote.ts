import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What a process offers to the one that started it; arguments and results are plain data. */
type Methods = { [name: string]: (...args: never[]) => unknown };

interface Call {
	id: number;
	name: string;
	args: never[];
}

type Reply = { id: number; result?: unknown; error?: string };

/** A server in a process of its own, so that it shares no event loop with what is measured. */
export class Remote<M extends Methods> {
	private calls = 0;
	private readonly waiting = new Map<number, (reply: Reply) => void>();

	private constructor(private readonly child: ChildProcess) {
		child.on('message', (reply: Reply) => this.waiting.get(reply.id)?.(reply));
	}

	/**
	 * @param file a script of this folder that ends with `serve(…)`
	 * @param argument its one argument
	 */
	static async start<M extends Methods>(file: string, argument = ''): Promise<Remote<M>> {
		const child = fork(join(__dirname, file), [argument], { execArgv: ['--import', 'tsx'] });
		const remote = new Remote<M>(child);
		await Promise.race([
			once(child, 'message'),
			once(child, 'exit').then(() => Promise.reject(new Error(`${file} ended while starting`))),
		]);
		return remote;
	}

	async call<K extends keyof M & string>(
		name: K,
		...args: Parameters<M[K]>
	): Promise<Awaited<ReturnType<M[K]>>> {
		const id = ++this.calls;
		const answered = new Promise<Reply>((resolve) => this.waiting.set(id, resolve));
		this.child.send({ id, name, args } satisfies Call);
		const { result, error } = await answered;
		this.waiting.delete(id);
		if (error !== undefined) throw new Error(`${name}: ${error}`);
		return result as Awaited<ReturnType<M[K]>>;
	}

	async stop(): Promise<void> {
		if (this.child.exitCode !== null) return;
		const exited = once(this.child, 'exit');
		this.child.disconnect();
		await exited;
	}
}

/** The server's side: answers calls until the process that started it has gone. */
export function serve(methods: Methods, close: () => Promise<void>): void {
	process.on('message', ({ id, name, args }: Call) => {
		const run = async () => (await methods[name]?.(...args)) as unknown;
		run().then(
			(result) => process.send?.({ id, result } satisfies Reply),
			(thrown) => process.send?.({ id, error: String(thrown) } satisfies Reply),
		);
	});
	// Ctrl-C reaches every process at once; this one is wanted until the end.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
	process.once('disconnect', () => void close().finally(() => process.exit()));
	process.send?.({ id: 0 } satisfies Reply);
}
