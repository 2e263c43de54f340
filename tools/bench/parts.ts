import { GIB, KIB, MIB } from './files';
import type { Lab } from './lab';
import { measureFairness } from './measurements/fairness';
import { HTTP_REQUEST, measureLargeFiles, OWN } from './measurements/largeFiles';
import { measureManyDocuments } from './measurements/manyDocuments';
import { measureMetadata } from './measurements/metadata';
import { measureProfiles } from './measurements/profiles';
import { measureStartUp } from './measurements/startUp';
import type { Results } from './results';

/** 1 Gbit/s, as good a line to a storage as most servers have. */
const GIGABIT = 125_000_000;

export const FULL = {
	largeFiles: { sizes: [MIB, 64 * MIB, GIB], rounds: 3, runs: 2 },
	line: { sizes: [GIB], rounds: 1, runs: 5, bytesPerSecond: GIGABIT },
	profiles: { bytes: GIB, items: 1_000, runs: 3 },
	manyDocuments: { documents: 200, bytes: 200 * KIB, latencyMs: 50, runs: 5 },
	metadata: { items: 1_000, runs: 5 },
	fairness: { files: 20, bytes: 64 * MIB, runs: 3 },
	startUp: { loads: 10, starts: 5 },
	largest: { sizes: [5 * GIB], rounds: 1, runs: 1 },
};

export type Plan = typeof FULL;

/** Shows that everything runs; its numbers say nothing. */
export const QUICK: Plan = {
	largeFiles: { sizes: [MIB, 8 * MIB], rounds: 1, runs: 1 },
	line: { sizes: [8 * MIB], rounds: 1, runs: 1, bytesPerSecond: GIGABIT },
	profiles: { bytes: 8 * MIB, items: 50, runs: 1 },
	manyDocuments: { documents: 20, bytes: 20 * KIB, latencyMs: 10, runs: 1 },
	metadata: { items: 50, runs: 1 },
	fairness: { files: 20, bytes: MIB, runs: 1 },
	startUp: { loads: 1, starts: 1 },
	largest: { sizes: [5 * GIB], rounds: 1, runs: 1 },
};

type Note = (what: string) => void;
type Measure = (lab: Lab, plan: Plan, note: Note) => Promise<Partial<Results>>;

/** What is measured, in this order, and where in the results it goes. */
export const PARTS: { [Part in keyof Plan]: Measure } = {
	largeFiles: async (lab, { largeFiles }, note) => ({
		largeFiles: await measureLargeFiles(lab, largeFiles, note),
	}),
	line: async (lab, { line }, note) => {
		const files = await measureLargeFiles(lab, { ...line, peers: [OWN, HTTP_REQUEST] }, note);
		return { line: { bytesPerSecond: line.bytesPerSecond, files } };
	},
	profiles: async (lab, { profiles }, note) => ({
		profiles: await measureProfiles(lab, profiles, note),
	}),
	manyDocuments: async (lab, { manyDocuments }, note) => ({
		manyDocuments: await measureManyDocuments(lab, manyDocuments, note),
	}),
	metadata: async (lab, { metadata }, note) => ({
		metadata: await measureMetadata(lab, metadata, note),
	}),
	fairness: async (lab, { fairness }, note) => await measureFairness(lab, fairness, note),
	startUp: async (lab, { startUp }, note) => ({
		startUp: await measureStartUp(lab, startUp, note),
	}),
	largest: async (lab, { largest }, note) => ({
		largest: await measureLargeFiles(lab, largest, note),
	}),
};

export const isPart = (name: string): name is keyof Plan => Object.hasOwn(PARTS, name);
