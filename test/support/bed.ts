import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { startEmulators } from '../../tools/emulators';
import { Engine } from '../engine';
import * as vendors from './vendors';

export * from './samples';

/** All members of a union at once. */
type Together<Union> = (Union extends unknown ? (one: Union) => void : never) extends (
	all: infer All,
) => void
	? All
	: never;

type Parts = Together<ReturnType<(typeof vendors)[keyof typeof vendors]>>;

export type Bed = Awaited<ReturnType<typeof startBed>>;

/** The real engine, the vendors and a storage: what a test of an operation needs. */
export async function startBed(binaryMode?: 'default' | 'filesystem') {
	const emulators = await startEmulators();
	const engine = await Engine.start(binaryMode);
	const parts = Object.values(vendors).map((partsOf) => partsOf(engine, emulators));
	return {
		...emulators,
		...(Object.assign({}, ...parts) as Parts),
		engine,
		/** A credential of every type. */
		credentials: (): Record<string, ICredentialDataDecryptedObject> =>
			Object.assign({}, ...parts.map((part) => part.credentials())),
		/** What is there, by the parameter that takes its id. */
		ids: (): Record<string, string> => Object.assign({}, ...parts.map((part) => part.ids())),
		async close() {
			engine.stop();
			await emulators.close();
		},
	};
}
