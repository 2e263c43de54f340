import { GIB, KIB, MIB } from './files';
import type { Lab } from './lab';
import { HTTP_REQUEST, measureLargeFiles } from './largeFiles';
import { measureManyDocuments } from './manyDocuments';
import { OWN, type PartName, type Results } from './results';

/** 1 Gbit/s, as good a line to a storage as most servers have. */
const GIGABIT = 125_000_000;

export const FULL = {
	largeFiles: { sizes: [MIB, 64 * MIB, GIB], rounds: 3, runs: 2 },
	line: { sizes: [GIB], rounds: 1, runs: 5, bytesPerSecond: GIGABIT },
	manyDocuments: { documents: 200, bytes: 200 * KIB, latencyMs: 50, runs: 3 },
	largest: { sizes: [5 * GIB], rounds: 1, runs: 1 },
};

export type Plan = typeof FULL;

/** Shows that everything runs; its numbers say nothing. */
export const QUICK: Plan = {
	largeFiles: { sizes: [MIB, 8 * MIB], rounds: 1, runs: 1 },
	line: { sizes: [8 * MIB], rounds: 1, runs: 1, bytesPerSecond: GIGABIT },
	manyDocuments: { documents: 20, bytes: 20 * KIB, latencyMs: 10, runs: 1 },
	largest: { sizes: [5 * GIB], rounds: 1, runs: 1 },
};

type Note = (what: string) => void;
type Measure = (lab: Lab, plan: Plan, note: Note) => Promise<Partial<Results>>;

/** What is measured, in this order, and where in the results it goes. */
export const PARTS: { [Part in PartName]: Measure } = {
	largeFiles: async (lab, { largeFiles }, note) => ({
		largeFiles: await measureLargeFiles(lab, largeFiles, note),
	}),
	line: async (lab, { line }, note) => {
		const files = await measureLargeFiles(lab, { ...line, peers: [OWN, HTTP_REQUEST] }, note);
		return { line: { bytesPerSecond: line.bytesPerSecond, files } };
	},
	manyDocuments: async (lab, { manyDocuments }, note) => ({
		manyDocuments: await measureManyDocuments(lab, manyDocuments, note),
	}),
	largest: async (lab, { largest }, note) => ({
		largest: await measureLargeFiles(lab, largest, note),
	}),
};

export const isPart = (name: string): name is PartName => Object.hasOwn(PARTS, name);

/** The files, n8n's copy of one, and what HTTP Request keeps of it. */
export function bytesNeeded({ largeFiles, largest }: Plan, parts: PartName[]): number {
	const sizes = [...largeFiles.sizes, ...(parts.includes('largest') ? largest.sizes : [])];
	return sizes.reduce((sum, size) => sum + size) + 2 * Math.max(...sizes);
}
