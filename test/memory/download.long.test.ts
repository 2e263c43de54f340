import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { listen, type Listening } from '../../tools/emulators/http';
import { startBed, type Bed } from '../support/bed';
import { growthOf } from './growth';

const MIB = 1024 ** 2;
const PIECE = Buffer.alloc(MIB, 'x');

describe('memory while a file of 512 MiB is downloaded', () => {
	let bed: Bed;
	let files: Listening;

	beforeAll(async () => {
		bed = await startBed();
		const send = async (response: ServerResponse, mib: number) => {
			response.writeHead(200, { 'Content-Length': mib * MIB, 'Content-Type': 'application/zip' });
			await pipeline(Readable.from(Array<Buffer>(mib).fill(PIECE)), response);
		};
		files = await listen(({ url }, response) => void send(response, url === '/large' ? 512 : 1));
	});

	afterAll(async () => {
		await files.close();
		await bed.close();
	});

	it('grows by at most 64 MiB', async () => {
		for (const name of ['small', 'large']) {
			bed.karmaCheck.script('GET /document/secure/id/{id}/download/url', {
				headers: { 'content-type': 'text/html' },
				body: `${files.origin}/${name}`,
			});
		}
		const documentId = bed.karmaCheck.systemDocuments[0]!.id;
		const grown = await growthOf({
			node: 'karmaCheck',
			mimeType: 'application/zip',
			credentials: { karmaCheckApi: bed.karmaCheckApi() },
			parameters: { resource: 'document', operation: 'download', documentId },
		});

		expect(bed.karmaCheck.callsTo('GET /document/secure/id/{id}/download/url')).toHaveLength(2);
		expect(grown).toBeLessThanOrEqual(64 * MIB);
	}, 120_000);
});
