import { randomBytes } from 'node:crypto';
import { RECEIVED, startDropboxSign } from '../../upstream/dropboxSign';
import { signedPdf } from '../../upstream/signedPdf';
import { expectArrived, expectSuccess, expectThat } from '../expect';
import type { Shown, Stage } from '../stage';
import { verifyDocuments } from '../verifyFiles';
import { candidateOf } from './candidate';
import { failingRun } from './failingRun';

/**
 * Dropbox Sign delivers an event while KarmaCheck refuses, once more since that run failed, and once
 * more although it was received; before and between come events that must change nothing.
 */
export async function showDropboxSign(stage: Stage): Promise<Shown> {
	const { emulators, publishExample } = stage;
	const candidate = candidateOf(emulators, 1);
	const service = await startDropboxSign();
	try {
		const live = await publishExample('dropbox-sign-to-karmacheck.json', {
			credentials: {
				crypto: { hmacSecret: service.apiKey },
				httpBasicAuth: { user: service.apiKey, password: '' },
			},
			origins: { 'https://api.hellosign.com': service.origin },
		});
		const url = live.url('webhook', 'dropbox-sign');
		const id = randomBytes(20).toString('hex');
		const title = 'Disclosure 2026/27';
		const pdf = await signedPdf(title, candidate.name);
		service.add({ id, title, signer: candidate, pdf });

		const unchanged = async (what: string, reply: { status: number; text: string }) => {
			expectThat(`${what} is confirmed`, reply.text === RECEIVED, `${reply.status} ${reply.text}`);
			expectSuccess(await live.next());
			expectThat(`${what} downloads nothing`, service.downloads === 0);
		};
		const viewed = await service.send(url, 'signature_request_viewed', id);
		await unchanged('an event before the signature', viewed);
		const forged = await service.send(url, 'signature_request_downloadable', id, 'a guess');
		await unchanged('an event that somebody else signed', forged);

		await failingRun(emulators, live, async () => {
			return await service.send(url, 'signature_request_downloadable', id);
		});

		const expected = [{ name: `Disclosure 2026-27 ${id.slice(0, 8)}.pdf`, bytes: pdf }];
		for (const time of ['after a run that failed', 'again']) {
			// The file is not always ready when the event says so.
			service.preparing = 1;
			service.namesFiles = !service.namesFiles;
			const reply = await service.send(url, 'signature_request_downloadable', id);
			expectThat(
				'the event is confirmed',
				reply.text === RECEIVED,
				`${reply.status} ${reply.text}`,
			);
			const run = await live.next();
			expectArrived(
				`KarmaCheck has the document from Dropbox Sign, sent ${time}`,
				run,
				await verifyDocuments(candidate.caseId, expected, emulators),
			);
		}
		return {
			what: 'Dropbox Sign sends an event three times',
			result: '1 document on the case',
		};
	} finally {
		await service.close();
	}
}
