import { startStorage, type Storage } from './storage';
import * as vendors from './vendors';

type Vendors = {
	[Name in keyof typeof vendors]: Awaited<ReturnType<(typeof vendors)[Name]['start']>>;
};

export type Emulators = Vendors & {
	storage: Storage;
	/** Where the vendors keep files. */
	buckets: string[];
	/** Empties the storage and seeds the vendors anew; the addresses stay. */
	reset(): Promise<void>;
	close(): Promise<void>;
};

/** Starts the storage and the vendors; `close` stops them all. */
export async function startEmulators(): Promise<Emulators> {
	const buckets = Object.values(vendors).map(({ bucket }) => bucket);
	const storage = await startStorage({ buckets });
	const started = await Promise.all(
		Object.entries(vendors).map(
			async ([name, { start }]) => [name, await start({ storage })] as const,
		),
	);
	const each = started.map(([, vendor]) => vendor);
	return {
		...(Object.fromEntries(started) as Vendors),
		storage,
		buckets,
		reset: async () => {
			await storage.reset();
			await Promise.all(each.map(async (vendor) => await vendor.reset()));
		},
		close: async () => {
			await Promise.all(each.map(async (vendor) => await vendor.close()));
			await storage.close();
		},
	};
}
