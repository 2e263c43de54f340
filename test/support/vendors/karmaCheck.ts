import type { KarmaCheckEmulator } from '../../../tools/emulators';
import type { Engine, TestResult } from '../../engine';
import { byId, pdfItem } from '../samples';
import type { Trial } from '../trial';

/** What a test of the KarmaCheck node needs beside the emulators. */
export function karmaCheck(
	engine: Engine,
	{ karmaCheck: emulator }: { karmaCheck: KarmaCheckEmulator },
) {
	const karmaCheckApi = () => ({
		environment: 'custom',
		baseUrl: emulator.baseUrl,
		authentication: 'apiKey',
		apiKey: emulator.apiKey,
		clientAccessToken: emulator.clientAccessToken,
	});
	const karmaCheckRun = async (resource: string, operation: string, trial: Trial = {}) =>
		await engine.run({
			node: 'karmaCheck',
			credentials: { karmaCheckApi: karmaCheckApi() },
			items: [{}],
			...trial,
			parameters: { resource, operation, ...trial.parameters },
		});

	return {
		karmaCheckApi,
		credentials: () => ({ karmaCheckApi: karmaCheckApi() }),
		/** What is there, by the parameter that takes its id. */
		ids: () => ({ packageId: emulator.packages[0]?.id ?? '' }),
		/** Runs an operation of the KarmaCheck node, by default on one empty item. */
		karmaCheckRun,

		/** Uploads documents, by default one PDF to the first case of the group. */
		async uploadDocument({ parameters, ...trial }: Trial = {}): Promise<TestResult> {
			const caseId = byId(emulator.caseIds[0] ?? '');
			return await karmaCheckRun('document', 'upload', {
				items: [pdfItem()],
				...trial,
				parameters: { attachTo: 'case', caseId, binaryPropertyName: 'data', ...parameters },
			});
		},
	};
}
