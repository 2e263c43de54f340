/**
 * A separate process, in which nothing but n8n's engine, this package and the emulators opens
 * anything. Runs uploads into every kind of trouble and prints a LeakReport.
 */
import { isDeepStrictEqual } from 'node:util';
import { type Held, held, startWatch, waitFor } from './watch';

export interface LeakReport {
	/** Uploads that did not work, by what was uploaded and the trouble. */
	failed: Record<string, number>;
	/** Connections of the node that are still open, with the emulators still running. */
	connections: number;
	/** What the process held before the emulators were started, and after they were stopped. */
	before: Held;
	after: Held;
	alarms: string[];
	listeners: number;
}

async function main(binaryMode: 'default' | 'filesystem'): Promise<LeakReport> {
	const watch = startWatch();
	const { Engine } = await import('../engine');
	const { startStage } = await import('../soak/stage');
	const { PACE } = await import('../soak/weather');
	const { setPace } = await import('../support/pace');
	const { runInto, TROUBLES } = await import('./trouble');
	const engine = await Engine.start(binaryMode);
	const kinds = ['document', 'image'] as const;

	const intoTrouble = async (troubles: typeof TROUBLES) => {
		const stage = await startStage(engine);
		const failed: Record<string, number> = {};
		for (const kind of kinds) {
			for (const [name, trouble] of Object.entries(troubles)) {
				failed[`${kind}, ${name}`] = await runInto(stage, kind, trouble);
			}
		}
		const ports = Object.values(stage.proxies).map(({ origin }) => Number(new URL(origin).port));
		// Connections are kept open for the next call, until Node's server ends them after five seconds.
		await waitFor(() => watch.connections(ports) === 0);
		const connections = watch.connections(ports);
		await stage.close();
		return { failed, connections };
	};

	await setPace(PACE);
	// What is loaded on first use, and kept, belongs to the engine.
	await intoTrouble({ first: TROUBLES['refused by the storage']! });
	const before = held();
	const { failed, connections } = await intoTrouble(TROUBLES);
	await waitFor(() => isDeepStrictEqual(held(), before));
	const after = held();
	engine.stop();
	const { alarms } = watch;
	return { failed, connections, before, after, alarms, listeners: watch.listeners() };
}

void main(process.argv[2] as 'default' | 'filesystem').then((report) => {
	process.stdout.write(JSON.stringify(report));
});
