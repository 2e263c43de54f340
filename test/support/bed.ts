import type { INodeParameters } from 'n8n-workflow';
import { startEmulators } from '../emulators';
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

	return {
		...emulators,
		karmaCheckApi,
		kelviqApi,

		/** Runs `document` / `upload` for the first case of the group. */
		async uploadDocument({
			parameters,
			items = [pdfItem()],
			...rest
		}: Trial = {}): Promise<TestResult> {
			return await engine.run({
				node: 'karmaCheck',
				credentials: { karmaCheckApi: karmaCheckApi() },
				parameters: {
					resource: 'document',
					operation: 'upload',
					attachTo: 'case',
					caseId: byId(karmaCheck.caseIds[0] ?? ''),
					binaryPropertyName: 'data',
					...parameters,
				},
				items,
				...rest,
			});
		},

		/** Runs `media` / `upload`. */
		async uploadMedia({
			parameters,
			items = [pngItem()],
			...rest
		}: Trial = {}): Promise<TestResult> {
			return await engine.run({
				node: 'kelviq',
				credentials: { kelviqApi: kelviqApi() },
				parameters: {
					resource: 'media',
					operation: 'upload',
					binaryPropertyName: 'data',
					...parameters,
				},
				items,
				...rest,
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
