/**
 * A process of its own that uploads one large file, so that its resident memory is n8n's engine and
 * this package and nothing else. Prints `{ idle, peak }` in bytes.
 */
import { Engine, type TestRun } from '../engine';
import { createReadStream } from 'node:fs';

interface Task extends Pick<TestRun, 'node' | 'parameters' | 'credentials'> {
	path: string;
	mimeType: string;
}

async function main({ path, mimeType, ...task }: Task) {
	const engine = await Engine.start('filesystem');
	const upload = async (bytes: Buffer | ReturnType<typeof createReadStream>) => {
		const data = { bytes, fileName: 'large', mimeType };
		const { error } = await engine.run({ ...task, items: [{ files: { data } }] });
		if (error) throw error;
	};
	// What is loaded on first use belongs to the idle engine.
	await upload(Buffer.from('small'));
	global.gc?.();
	const idle = process.memoryUsage.rss();
	let peak = idle;
	const watch = setInterval(() => {
		peak = Math.max(peak, process.memoryUsage.rss());
	}, 5);
	await upload(createReadStream(path));
	clearInterval(watch);
	process.stdout.write(JSON.stringify({ idle, peak }));
}

void main(JSON.parse(process.argv[2] ?? '{}') as Task);
