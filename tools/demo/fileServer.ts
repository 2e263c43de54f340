import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { listen, type Listening } from '../emulators/http';

const TYPES: Record<string, string> = { '.png': 'image/png', '.zip': 'application/zip' };

/** Serves the files of a folder, as a release page serves its assets. */
export async function serveFiles(folder: string): Promise<Listening> {
	return await listen((request, response) => {
		const path = join(folder, basename(decodeURIComponent(request.url ?? '')));
		stat(path).then(
			({ size }) => {
				response.writeHead(200, {
					'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
					'Content-Length': size,
				});
				createReadStream(path).pipe(response);
			},
			() => response.writeHead(404).end(),
		);
	});
}
