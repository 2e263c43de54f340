import type { Emulators } from '../emulators';
import type { Execution, Json, N8nClient } from '../n8n/client';
import { goLive, type LiveWorkflow } from './live';
import { type Call, runOperations } from './operations';
import { adapt, readExample, type Surroundings, TRIGGER } from './workflows';

/** A running n8n with the package, both credentials and the emulators, ready to show something. */
export interface Stage {
	emulators: Emulators;
	/** The URL of n8n, without a slash at the end. */
	url: string;
	/** The folder that n8n may read and write. */
	filesFolder: string;
	/** Imports and runs a workflow of the examples folder. */
	runExample(file: string): Promise<Execution>;
	/** Imports and publishes a workflow of the examples folder, which then waits for its trigger. */
	publishExample(file: string, upstream?: Upstream): Promise<LiveWorkflow>;
	/** Runs operations one after another; see `operations.ts`. */
	runOperations(node: 'karmaCheck' | 'kelviq', calls: Call[]): Promise<void>;
}

/** What happened, and what it has led to, for somebody who reads it in passing. */
export interface Shown {
	what: string;
	result: string;
}

/** The local stand-in for the service that an event comes from. */
export interface Upstream {
	/** By type: the credentials of the nodes in front of the upload. */
	credentials?: { [type: string]: { [field: string]: Json } };
	/** Where it is, by the origin that the workflow names. */
	origins?: { [origin: string]: string };
}

export interface Place {
	client: N8nClient;
	emulators: Emulators;
	surroundings: Surroundings;
	signal?: AbortSignal;
}

/** The stage in an n8n that is running. */
export function stageIn({ client, emulators, surroundings, signal }: Place): Stage {
	return {
		emulators,
		url: client.url,
		filesFolder: surroundings.filesFolder,
		runExample: async (file) => {
			const example = adapt(await readExample(file), surroundings);
			const { id } = await client.createWorkflow(example);
			return await client.run(id, TRIGGER, signal);
		},
		publishExample: async (file, { credentials = {}, origins } = {}) => {
			const all = { ...surroundings.credentials };
			for (const [type, fields] of Object.entries(credentials))
				all[type] = await client.createCredential(`${type} of ${file}`, type, fields);
			const place = { ...surroundings, credentials: all, origins };
			return await goLive(client, adapt(await readExample(file), place), signal);
		},
		runOperations: async (node, calls) => {
			const credential = surroundings.credentials[node]!;
			await runOperations(client, node, credential, calls, signal);
		},
	};
}
