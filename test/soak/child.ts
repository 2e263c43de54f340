/** One process of the soak: one of n8n's ways to store files, and the uploads over slow connections. */
import { Engine } from '../engine';
import { printSlow, printSoak } from './print';
import { slowUploads } from './slowUploads';
import { passed, soak, type SoakOptions } from './soak';

export type Task = SoakOptions;

/** A slow upload has to outlast n8n's timeout of five minutes by another minute. */
const LONGEST_SECONDS = 360;

async function main(task: Task): Promise<boolean> {
	const engine = await Engine.start(task.binaryMode);
	const slow = slowUploads(engine);
	const report = await soak(engine, task);
	printSoak(task, report);
	const slowReport = await slow;
	printSlow(task, slowReport);
	const longEnough = slowReport
		.filter(({ what }) => what.startsWith('large'))
		.every(({ seconds }) => seconds > LONGEST_SECONDS);
	const stored = slowReport.every(({ fault, sends }) => !fault && sends === 1);
	return passed(report) && longEnough && stored;
}

void main(JSON.parse(process.argv[2] ?? '{}') as Task).then((good) => {
	process.exitCode = good ? 0 : 1;
});
