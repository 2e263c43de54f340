/**
 * A separate process that uploads a large file, or several items with it, so that its resident
 * memory is that of n8n's engine and this package alone. Prints `{ idle, peak }` in bytes.
 */
import { Engine, type TestRun } from '../engine';
import { createReadStream } from 'node:fs';

interface Task extends Pick<TestRun, 'node' | 'parameters' | 'credentials'> {
	path: string;
	mimeType: string;
	/** Default: 1. */
	items?: number;
}

async function main({ path, mimeType, items = 1, ...task }: Task) {
	const engine = await Engine.start('filesystem');
	const upload = async (open: () => Buffer | ReturnType<typeof createReadStream>) => {
		const item = () => ({ files: { data: { bytes: open(), fileName: 'large', mimeType } } });
		const { error } = await engine.run({ ...task, items: Array.from({ length: items }, item) });
		if (error) throw error;
	};
	// What is loaded on first use belongs to the idle engine.
	await upload(() => Buffer.from('small'));
	global.gc?.();
	const idle = process.memoryUsage.rss();
	let peak = idle;
	const watch = setInterval(() => {
		peak = Math.max(peak, process.memoryUsage.rss());
	}, 5);
	await upload(() => createReadStream(path));
	clearInterval(watch);
	process.stdout.write(JSON.stringify({ idle, peak }));
}

void main(JSON.parse(process.argv[2] ?? '{}') as Task);
