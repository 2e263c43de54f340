import path from 'node:path';

import type { Storage } from '../storage';
import { startVendor } from '../vendor/start';
import type { VendorEmulator } from '../vendor/types';
import { toAnswer } from './answers';
import * as endpoints from './endpoints';
import { BUCKET, KarmaCheckState } from './state';

export type { CaseSummary } from './cases/types';
export type { DocumentRecord } from './documentRecord';
export type { MintedUpload } from './state';

export type KarmaCheckEmulator = KarmaCheckState & VendorEmulator;

/** Starts a KarmaCheck whose uploads go to `storage`. */
export async function startKarmaCheck({
	storage,
}: {
	storage: Storage;
}): Promise<KarmaCheckEmulator> {
	return await startVendor(
		{
			document: path.join(__dirname, 'openapi.yml'),
			basePath: '',
			endpoints,
			isAuthorized: (state, authorization = '') =>
				state.isValidToken(/^Bearer (\S+)$/.exec(authorization)?.[1] ?? ''),
			toAnswer,
		},
		() => new KarmaCheckState(storage),
	);
}

/** What the emulators start, and the bucket that it needs. */
export const karmaCheck = { bucket: BUCKET, start: startKarmaCheck };
