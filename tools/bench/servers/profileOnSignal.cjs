// Loaded into n8n by NODE_OPTIONS: profiles the processor from one signal to the next, into the file
// that BENCH_PROFILE names. https://nodejs.org/api/inspector.html#cpu-profiler
const { renameSync, writeFileSync } = require('node:fs');
const { Session } = require('node:inspector/promises');

const file = process.env.BENCH_PROFILE;
const session = new Session();
session.connect();
let startedAt;

async function toggle() {
	if (!startedAt) {
		startedAt = Date.now();
		await session.post('Profiler.enable');
		await session.post('Profiler.start');
	} else {
		const { profile } = await session.post('Profiler.stop');
		writeFileSync(`${file}.part`, JSON.stringify({ ...profile, startedAt }));
		renameSync(`${file}.part`, file);
		startedAt = undefined;
	}
}

process.on('SIGUSR2', () => void toggle());
