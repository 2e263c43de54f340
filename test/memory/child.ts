/**
 * A separate process that uploads a large file, or several items with it, or downloads one, so that its
 * resident memory is that of n8n's engine and this package alone. Prints `{ idle, peak }` in bytes.
 */
import { Engine, type TestRun } from '../engine';
import { createReadStream } from 'node:fs';

interface Task extends Pick<TestRun, 'node' | 'parameters' | 'credentials'> {
	/** Of the file to upload; none for a download. */
	path?: string;
	mimeType: string;
	/** Default: 1. */
	items?: number;
	/** What is done before with something small; default: the same. */
	first?: TestRun['parameters'];
}

async function main({ path, mimeType, items = 1, first, ...task }: Task) {
	const engine = await Engine.start('filesystem');
	const run = async (
		parameters = task.parameters,
		bytes?: () => Buffer | ReturnType<typeof createReadStream>,
	) => {
		const item = () =>
			bytes ? { files: { data: { bytes: bytes(), fileName: 'large', mimeType } } } : {};
		const { error } = await engine.run({
			...task,
			parameters,
			items: Array.from({ length: items }, item),
		});
		if (error) throw error;
	};
	// What is loaded on first use belongs to the idle engine.
	await run(first, path ? () => Buffer.from('small') : undefined);
	global.gc?.();
	const idle = process.memoryUsage.rss();
	let peak = idle;
	const watch = setInterval(() => {
		peak = Math.max(peak, process.memoryUsage.rss());
	}, 5);
	await run(task.parameters, path ? () => createReadStream(path) : undefined);
	clearInterval(watch);
	process.stdout.write(JSON.stringify({ idle, peak }));
}

void main(JSON.parse(process.argv[2] ?? '{}') as Task);
