import { type KarmaCheckEmulator, startKarmaCheck } from './karmacheck';
import { type KelviqEmulator, startKelviq } from './kelviq';
import { startStorage, type Storage } from './storage';

export * from './karmacheck';
export * from './kelviq';
export * from './storage';
export type { Json, RecordedRequest, Scripted, VendorEmulator } from './vendor/types';

export interface Emulators {
	storage: Storage;
	karmaCheck: KarmaCheckEmulator;
	kelviq: KelviqEmulator;
	/** Empties the storage and seeds both vendors anew; the addresses stay. */
	reset(): Promise<void>;
	close(): Promise<void>;
}

/** Starts the storage and both vendors; `close` stops all three. */
export async function startEmulators(): Promise<Emulators> {
	const storage = await startStorage({ buckets: ['karmacheck-documents', 'kelviq-uploads'] });
	const karmaCheck = await startKarmaCheck({ storage });
	const kelviq = await startKelviq({ storage });
	return {
		storage,
		karmaCheck,
		kelviq,
		reset: async () => {
			await storage.reset();
			await Promise.all([karmaCheck.reset(), kelviq.reset()]);
		},
		close: async () => {
			await Promise.all([karmaCheck.close(), kelviq.close()]);
			await storage.close();
		},
	};
}
