import path from 'node:path';

import type { Storage } from '../storage';
import { startVendor } from '../vendor/start';
import type { VendorEmulator } from '../vendor/types';
import { toAnswer } from './answers';
import * as endpoints from './endpoints';
import { seedPlans } from './seed';
import { BUCKET, KelviqState } from './state';

export type { Plan, PlanFile, PlanVersion } from './plans';
export type { Product, ProductImage } from './products';
export type { MintedForm } from './state';

export type KelviqEmulator = KelviqState & VendorEmulator;

/** Starts a Kelviq whose uploads go to `storage`. */
export async function startKelviq({ storage }: { storage: Storage }): Promise<KelviqEmulator> {
	const seeded = async () => {
		const state = new KelviqState(storage);
		await seedPlans(state);
		return state;
	};
	return await startVendor(
		{
			document: path.join(__dirname, 'openapi.yml'),
			basePath: '/api/v1',
			endpoints,
			isAuthorized: (state, authorization) => authorization === `Bearer ${state.apiKey}`,
			toAnswer,
		},
		seeded,
	);
}

/** What the emulators start, and the bucket that it needs. */
export const kelviq = { bucket: BUCKET, start: startKelviq };
