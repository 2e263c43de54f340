import type { KelviqEmulator } from '../../../tools/emulators';
import type { Engine, TestResult } from '../../engine';
import { pngItem } from '../samples';
import type { Trial } from '../trial';

/** What a test of the Kelviq node needs beside the emulators. */
export function kelviq(engine: Engine, { kelviq: emulator }: { kelviq: KelviqEmulator }) {
	const kelviqApi = () => ({
		environment: 'custom',
		baseUrl: emulator.baseUrl,
		apiKey: emulator.apiKey,
	});
	const kelviqRun = async (resource: string, operation: string, trial: Trial = {}) =>
		await engine.run({
			node: 'kelviq',
			credentials: { kelviqApi: kelviqApi() },
			items: [{}],
			...trial,
			parameters: { resource, operation, ...trial.parameters },
		});

	return {
		kelviqApi,
		credentials: () => ({ kelviqApi: kelviqApi() }),
		ids: () => ({}),
		/** Runs an operation of the Kelviq node, by default on one empty item. */
		kelviqRun,

		/** Uploads media, by default one PNG. */
		async uploadMedia({ parameters, ...trial }: Trial = {}): Promise<TestResult> {
			return await kelviqRun('media', 'upload', {
				items: [pngItem()],
				...trial,
				parameters: { binaryPropertyName: 'data', ...parameters },
			});
		},
	};
}
