/** Names this package among the ways to upload. */
export const OWN = 'this package';

/** The raw numbers of a benchmark, as they are kept beside the report. */
export interface Results {
	machine: Machine;
	/** The machine of a part that was measured on another one than the rest. */
	elsewhere?: { [Part in PartName]?: Machine };
	/** When the run began that measured a part, ISO 8601. */
	began: { [Part in PartName]?: string };
	largeFiles: LargeFile[];
	/** One file over a line of limited speed. */
	line: { bytesPerSecond: number; files: LargeFile[] };
	manyDocuments: ManyDocuments[];
	/** Only on demand. */
	largest?: LargeFile[];
}

export type PartName = 'largeFiles' | 'line' | 'manyDocuments' | 'largest';

export interface Machine {
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

/** What an upload costs. */
export interface Cost {
	/** Milliseconds of the nodes' own work. */
	ms: number;
	/** Bytes of resident memory at the peak, above what n8n held when it had read the files. */
	aboveIdle: number;
}

/** A number for each run, in order. */
type Costs = { [Name in keyof Cost]: number[] };

/** One file by one way of uploading it. */
export interface LargeFile extends Costs {
	form: 'PUT' | 'POST';
	bytes: number;
	peer: string;
	/** Milliseconds of the bare transfer by curl, right after each run. */
	curlMs: number[];
}

export interface ManyDocuments extends Costs {
	peer: string;
	documents: number;
	bytes: number;
	latencyMs: number;
	/** In one run. */
	vendorCalls: number;
	storageCalls: number;
	/** Most uploads that the storage saw under way at a time. */
	mostOpen: number;
}
