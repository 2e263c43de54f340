import type { Emulators } from '../emulators';
import type { Execution } from '../n8n/client';
import type { Call } from './operations';

/** A running n8n with the package, both credentials and the emulators, ready to show something. */
export interface Stage {
	emulators: Emulators;
	/** Imports and runs a workflow of the examples folder. */
	runExample(file: string): Promise<Execution>;
	/** Runs operations one after another; see `operations.ts`. */
	runOperations(
		node: 'karmaCheck' | 'kelviq',
		calls: Call[],
	): Promise<Array<[label: string, value: string]>>;
}
