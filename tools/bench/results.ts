import type { Plan } from './parts';
import type { Times } from './profile';

/** The raw numbers of a benchmark, as they are kept beside the report. */
export interface Results {
	machine: Machine;
	options: { quick: boolean; plan: Plan };
	/** When a part was measured again, ISO 8601, by its name. */
	renewed?: { [part: string]: string };
	largeFiles: LargeFile[];
	line: Line;
	/** Only on demand. */
	largest?: LargeFile[];
	profiles: Profile[];
	manyDocuments: ManyDocuments[];
	metadata: Metadata[];
	fairness: Fairness[];
	slowItem: SlowItem[];
	startUp: StartUp;
}

export interface Machine {
	when: string;
	cpu: string;
	cores: number;
	memory: number;
	/** Load average of the last minute before anything was measured. */
	loadBefore: number;
	system: string;
	versions: { package: string; n8n: string; node: string; curl: string };
	/** Type of the file system that held the files and n8n's storage. */
	fileSystem: string;
}

/** One file by one way of uploading it; a number for each run, in order. */
export interface LargeFile {
	form: 'PUT' | 'POST';
	bytes: number;
	peer: string;
	/** Milliseconds of the nodes' own work. */
	ms: number[];
	/** Milliseconds of the bare transfer by curl, right after each run. */
	curlMs: number[];
	/** Bytes of resident memory that n8n held when it had read the file and given back the rest. */
	idle: number[];
	/** The most that it held above that during the upload. */
	aboveIdle: number[];
	/** What it held before the reading. */
	readIdle: number[];
	/** The most that it held above that during the reading. */
	readAboveIdle: number[];
}

/** One file over a line of limited speed. */
export interface Line {
	bytesPerSecond: number;
	files: LargeFile[];
}

/** Where n8n's main process spends its time, a number for each run. */
export interface Profile {
	peer: string;
	items: number;
	/** Size of the one file; 0: no file. */
	bytes: number;
	times: Times[];
}

export interface ManyDocuments {
	peer: string;
	documents: number;
	bytes: number;
	latencyMs: number;
	ms: number[];
	aboveIdle: number[];
	/** In one run. */
	vendorCalls: number;
	storageCalls: number;
	/** Most uploads that the storage saw under way at a time. */
	mostOpen: number;
}

export interface Metadata {
	peer: string;
	items: number;
	/** Whether all calls go out at once, or each after the answer to the one before. */
	atOnce: boolean;
	ms: number[];
	/** Processor time of the process that made the calls. */
	cpuMs: number[];
}

export interface Fairness {
	concurrency: number;
	files: number;
	bytes: number;
	ms: number[];
	aboveIdle: number[];
	readAboveIdle: number[];
	mostOpen: number;
}

/** Files of one size, of which one is taken slowly by the storage. */
export interface SlowItem {
	concurrency: number;
	files: number;
	bytes: number;
	slowIndex: number;
	/** Milliseconds from the first byte until the slow one, and the last of the others, was stored. */
	slowMs: number;
	othersMs: number;
	/** Whether the output items are in the order of the input, each paired with its own. */
	inOrder: boolean;
}

export interface StartUp {
	/** Milliseconds for n8n's loader to load the package, in a fresh process each. */
	loaderMs: number[];
	/** Of that, milliseconds that `require` takes for the package's nodes and credentials. */
	requireMs: number[];
	/** Milliseconds until n8n is ready, with and without the package. */
	withMs: number[];
	withoutMs: number[];
}
