import { startEmulators } from '../../tools/emulators';
import type { Engine, TestFile } from '../engine';
import { byId } from '../support/bed';
import { leadThrough } from './leadThrough';
import { bytesNamed, sha256 } from './seeded';
import { startThrottle } from './throttle';

const KIB = 1024;

/**
 * How much, and how fast. The large file is much larger than what a kernel buffers for a sender
 * (a few MiB), so that its bytes do move for minutes; the small one fits in there at once, and from
 * then on Node sees no progress until the response arrives.
 */
export const SLOW = [
	{ name: 'large', size: 48 * KIB * KIB, bytesPerSecond: 128 * KIB },
	{ name: 'small', size: 200 * KIB, bytesPerSecond: KIB },
];

export interface SlowUpload {
	/** e.g. 'large, PUT' */
	what: string;
	bytes: number;
	seconds: number;
	/** Why it is not stored byte for byte, '' if it is. */
	fault: string;
	/** How often it was sent. */
	sends: number;
}

/** Uploads over slow connections, all at the same time, in both forms. */
export async function slowUploads(engine: Engine, lines = SLOW): Promise<SlowUpload[]> {
	return (await Promise.all(lines.map(async (line) => await overSlowLine(engine, line)))).flat();
}

async function overSlowLine(
	engine: Engine,
	{ name, size, bytesPerSecond }: (typeof SLOW)[number],
): Promise<SlowUpload[]> {
	const emulators = await startEmulators();
	const { storage, karmaCheck, kelviq } = emulators;
	const throttle = await startThrottle(storage.origin, bytesPerSecond);
	leadThrough(storage, (address) => throttle.origin + address.slice(storage.origin.length));
	const bytes = bytesNamed(name, size);
	const items = [
		{
			files: { data: { bytes, fileName: `${name}.pdf`, mimeType: 'application/pdf' } as TestFile },
		},
	];

	const timed = async (
		form: 'PUT' | 'POST',
		bucket: string,
		test: Pick<Parameters<Engine['run']>[0], 'node' | 'parameters' | 'credentials'>,
	): Promise<SlowUpload> => {
		const start = performance.now();
		const { items: output, error } = await engine.run({ ...test, items });
		const seconds = (performance.now() - start) / 1000;
		const object = await storage.stat(bucket, String(output[0]?.json.fileKey));
		const fault =
			error?.message ?? (object?.sha256 === sha256(bytes) ? '' : 'other bytes are stored');
		const sends = storage.requests.filter(({ method }) => method === form).length;
		return { what: `${name}, ${form}`, bytes: object?.size ?? 0, seconds, fault, sends };
	};

	try {
		return await Promise.all([
			timed('PUT', karmaCheck.bucket, {
				node: 'karmaCheck',
				credentials: {
					karmaCheckApi: {
						environment: 'custom',
						authentication: 'token',
						baseUrl: karmaCheck.baseUrl,
						token: karmaCheck.token,
					},
				},
				parameters: {
					resource: 'document',
					operation: 'upload',
					caseId: byId(karmaCheck.caseIds[0] ?? ''),
				},
			}),
			timed('POST', kelviq.bucket, {
				node: 'kelviq',
				credentials: {
					kelviqApi: { environment: 'custom', baseUrl: kelviq.baseUrl, apiKey: kelviq.apiKey },
				},
				parameters: { resource: 'media', operation: 'upload' },
			}),
		]);
	} finally {
		await throttle.close();
		await emulators.close();
	}
}
