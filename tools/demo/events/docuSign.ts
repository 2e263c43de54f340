import { randomUUID } from 'node:crypto';
import { startDocuSign } from '../../upstream/docuSign';
import { signedPdf } from '../../upstream/signedPdf';
import { expectArrived, expectSuccess, expectThat } from '../expect';
import type { Shown, Stage } from '../stage';
import { verifyDocuments } from '../verifyFiles';
import { candidateOf } from './candidate';
import { failingRun } from './failingRun';

/** DocuSign delivers an event while KarmaCheck refuses, once more since that run failed, and again. */
export async function showDocuSign(stage: Stage): Promise<Shown> {
	const { emulators, publishExample } = stage;
	const candidate = candidateOf(emulators, 2);
	const service = await startDocuSign();
	try {
		const live = await publishExample('docusign-to-karmacheck.json', {
			credentials: {
				crypto: { hmacSecret: service.connectKey },
				oAuth2Api: {
					grantType: 'authorizationCode',
					authUrl: `${service.origin}/oauth/auth`,
					accessTokenUrl: `${service.origin}/oauth/token`,
					clientId: randomUUID(),
					clientSecret: randomUUID(),
					scope: 'signature',
					authentication: 'header',
					oauthTokenData: { access_token: service.accessToken, token_type: 'Bearer' },
				},
			},
			origins: { 'https://na4.docusign.net': service.origin },
		});
		const url = live.url('webhook', 'docusign');
		const id = randomUUID();
		const emailSubject = 'Please sign: disclosure';
		const pdf = await signedPdf(emailSubject, candidate.name);
		service.add({ id, emailSubject, signer: candidate, pdf });

		const unchanged = async (what: string, reply: { status: number }) => {
			expectThat(`${what} is confirmed`, reply.status === 200, `status ${reply.status}`);
			expectSuccess(await live.next());
			expectThat(`${what} downloads nothing`, service.downloads === 0);
		};
		await unchanged('an event before the signature', await service.send(url, 'envelope-sent', id));
		const forged = await service.send(url, 'envelope-completed', id, 'a guess');
		await unchanged('an event that somebody else signed', forged);

		await failingRun(emulators, live, async () => {
			return await service.send(url, 'envelope-completed', id);
		});

		const expected = [{ name: `${emailSubject} ${id.slice(0, 8)}.pdf`, bytes: pdf }];
		for (const time of ['after a run that failed', 'again']) {
			const { status } = await service.send(url, 'envelope-completed', id);
			expectThat('the event is confirmed', status === 200, `status ${status}`);
			const run = await live.next();
			expectArrived(
				`KarmaCheck has the document from DocuSign, sent ${time}`,
				run,
				await verifyDocuments(candidate.caseId, expected, emulators),
			);
		}
		return {
			what: 'DocuSign sends an event three times',
			result: '1 document on the case',
		};
	} finally {
		await service.close();
	}
}
