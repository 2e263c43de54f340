import type { INodeParameters } from 'n8n-workflow';
import { startEmulators } from '../../tools/emulators';
import { Engine, type TestFile, type TestItem, type TestResult, type TestRun } from '../engine';

/** An operation under test, with everything but its items and parameters filled in. */
type Trial = Partial<Omit<TestRun, 'node' | 'items'>> & { items?: TestItem[] };

export type Bed = Awaited<ReturnType<typeof startBed>>;

/** The real engine, both vendors and a storage: what a test of an operation needs. */
export async function startBed(binaryMode?: 'default' | 'filesystem') {
	const emulators = await startEmulators();
	const { karmaCheck, kelviq } = emulators;
	const engine = await Engine.start(binaryMode);

	const karmaCheckApi = () => ({
		environment: 'custom',
		baseUrl: karmaCheck.baseUrl,
		authentication: 'apiKey',
		apiKey: karmaCheck.apiKey,
		clientAccessToken: karmaCheck.clientAccessToken,
	});
	const kelviqApi = () => ({
		environment: 'custom',
		baseUrl: kelviq.baseUrl,
		apiKey: kelviq.apiKey,
	});

	const karmaCheckRun = async (resource: string, operation: string, trial: Trial = {}) =>
		await engine.run({
			node: 'karmaCheck',
			credentials: { karmaCheckApi: karmaCheckApi() },
			items: [{}],
			...trial,
			parameters: { resource, operation, ...trial.parameters },
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
		...emulators,
		engine,
		async close() {
			engine.stop();
			await emulators.close();
		},
		karmaCheckApi,
		kelviqApi,
		/** Runs an operation of the KarmaCheck node, by default on one empty item. */
		karmaCheckRun,
		/** Runs an operation of the Kelviq node, by default on one empty item. */
		kelviqRun,

		/** Uploads documents, by default one PDF to the first case of the group. */
		async uploadDocument({ parameters, ...trial }: Trial = {}): Promise<TestResult> {
			const caseId = byId(karmaCheck.caseIds[0] ?? '');
			return await karmaCheckRun('document', 'upload', {
				items: [pdfItem()],
				...trial,
				parameters: { attachTo: 'case', caseId, binaryPropertyName: 'data', ...parameters },
			});
		},

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

export function byId(value: string): INodeParameters {
	return { __rl: true, mode: 'id', value };
}

export function pdf(content = 'signed', fileName = 'disclosure.pdf'): TestFile {
	return { bytes: Buffer.from(`%PDF-1.7 ${content}`), fileName, mimeType: 'application/pdf' };
}

export function png(content = 'pixels', fileName = 'product.png'): TestFile {
	return { bytes: Buffer.from(`\x89PNG ${content}`, 'latin1'), fileName, mimeType: 'image/png' };
}

export const pdfItem = (content?: string, fileName?: string): TestItem => ({
	files: { data: pdf(content, fileName) },
});

export const pngItem = (content?: string, fileName?: string): TestItem => ({
	files: { data: png(content, fileName) },
});
