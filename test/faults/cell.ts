import type { TestFile, TestResult } from '../engine';
import type { ProxiedRequest } from '../../tools/emulators/faultProxy';
import type { Bed } from '../support/bed';
import type { Happening } from './faults';
import type { Flow, Step } from './flow';
import { startNetwork, type Network } from './network';

/** What can be seen after a run. */
export interface Outcome extends TestResult {
	/** The files that were sent, by name. */
	files: Map<string, Buffer>;
	/** The objects that have been added since. */
	objects: Map<string, Buffer>;
	recorded: Array<{ fileName: string; key: string }>;
	isComplete: boolean;
	/** Every request that reached the vendor's proxy, and the storage's. */
	api: ProxiedRequest[];
	storage: ProxiedRequest[];
	broken: string[];
}

const LARGE_BYTES = 16 * 1024 ** 2;

export interface Arranged {
	step: Step;
	happening: Happening;
	/** Which of the requests to its proxy this call is when all goes well, from 0. */
	number: number;
	/** How many of the calls that look at it are made before, when all goes well. */
	looksBefore?: number;
}

/** Runs a flow on its own files while faults happen to its steps. */
export async function runCell(
	bed: Bed,
	flow: Flow,
	arranged: Arranged[],
	{ items = 1, largeFile = false, lag = 0, retryOnFail }: Partial<Happening> = {},
): Promise<Outcome> {
	const network = await startNetwork(bed, flow);
	try {
		const { bucket } = bed[flow.vendor];
		const before = new Set(await bed.storage.keys(bucket));
		const target = flow.target(bed, network.api.through(bed[flow.vendor].baseUrl));
		const incoming = Array.from({ length: items }, (_, index) => file(flow, index, largeFile));
		for (const one of arranged) arrange(network, one);

		bed[flow.vendor].listLagReads = lag;
		const result = await target.run(
			incoming.map((data) => ({ files: { data } })),
			// One pause between the tries that is not scaled: n8n's own.
			{ retryOnFail, waitBetweenTries: 1 },
		);
		await network.api.lateWorkDone();

		const keys = (await bed.storage.keys(bucket)).filter((key) => !before.has(key));
		const objects = await Promise.all(
			keys.map(async (key) => [key, await bed.storage.read(bucket, key)] as const),
		);
		return {
			...result,
			files: new Map(incoming.map(({ fileName = '', bytes }) => [fileName, bytes as Buffer])),
			objects: new Map(objects),
			recorded: target.recorded(),
			isComplete: result.items.every(({ json }) => target.isComplete(json)),
			api: network.api.requests,
			storage: network.storage.requests,
			broken: network.broken,
		};
	} finally {
		await network.close();
	}
}

function file({ vendor }: Flow, index: number, isLarge: boolean): TestFile {
	const text = `%PDF-1.7 file ${index} `.padEnd(isLarge ? LARGE_BYTES : 5000, `${index}`);
	const bytes = Buffer.from(text);
	return vendor === 'karmaCheck'
		? { bytes, fileName: `signed-${index}.pdf`, mimeType: 'application/pdf' }
		: { bytes, fileName: `image-${index}.png`, mimeType: 'image/png' };
}

function arrange(network: Network, { step, happening, number, looksBefore }: Arranged): void {
	const { fault, always, atFirstLook } = happening;
	const { on, turn, look } = step;
	const proxy = step.kind === 'transfer' ? network.storage : network.api;
	if (fault === 'refused') return network.refuse(proxy, number, always);
	if (atFirstLook) network.api.fail({ on: look, skip: looksBefore, fault: atFirstLook });
	proxy.fail({ on, skip: turn, fault, times: always ? Infinity : 1 });
}
