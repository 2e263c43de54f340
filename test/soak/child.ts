/** One process of the soak: one of n8n's ways to store files, and one of both parts. */
import { Engine } from '../engine';
import { printSlow, printSoak } from './print';
import { slowUploads } from './slowUploads';
import { setPace } from '../support/pace';
import { passed, soak, type SoakOptions } from './soak';
import { PACE } from './weather';

/** Uploads in trouble, or uploads over slow connections: these at the nodes' own pace. */
export type Task = SoakOptions & { part: 'weather' | 'slow' };

/** A slow upload has to outlast n8n's timeout of five minutes by another minute. */
const LONGEST_SECONDS = 360;

async function main(task: Task): Promise<boolean> {
	const engine = await Engine.start(task.binaryMode);
	if (task.part === 'weather') {
		await setPace(PACE);
		const report = await soak(engine, task);
		printSoak(task, report);
		return passed(report);
	}
	const slowReport = await slowUploads(engine);
	printSlow(task, slowReport);
	const longEnough = slowReport
		.filter(({ what }) => what.startsWith('large'))
		.every(({ seconds }) => seconds > LONGEST_SECONDS);
	const stored = slowReport.every(({ fault, sends }) => !fault && sends === 1);
	return longEnough && stored;
}

void main(JSON.parse(process.argv[2] ?? '{}') as Task).then((good) => {
	process.exitCode = good ? 0 : 1;
});
