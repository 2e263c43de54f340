import type { Mail } from '../../upstream/mail';
import { startMailServer } from '../../upstream/mailServer';
import { signedPdf } from '../../upstream/signedPdf';
import { expectArrived, expectThat } from '../expect';
import type { Shown, Stage } from '../stage';
import { type Arrival, verifyDocuments } from '../verifyFiles';
import { readExampleFile } from '../workflows';
import { candidateOf } from './candidate';

const LOGO = 'product-image.png';

/** A candidate mails two documents, one more, none, and the two again. */
export async function showMail(stage: Stage): Promise<Shown> {
	const { emulators, publishExample } = stage;
	const candidate = candidateOf(emulators, 3);
	const server = await startMailServer();
	const live = await publishExample('email-to-karmacheck.json', {
		credentials: {
			imap: {
				user: server.user,
				password: server.password,
				host: '127.0.0.1',
				port: server.port,
				secure: false,
				allowUnauthorizedCerts: false,
			},
		},
	});
	try {
		const documents: Arrival[] = [];
		for (const name of ['Signed disclosure', 'Signed authorization', 'ID'])
			documents.push({ name: `${name}.pdf`, bytes: await signedPdf(name, candidate.name) });
		const [disclosure, authorization, id] = documents as [Arrival, Arrival, Arrival];
		const logo = { name: LOGO, bytes: await readExampleFile(LOGO) };
		const messages = [
			{ files: [disclosure, logo, authorization], there: [disclosure, authorization] },
			{ files: [id], there: documents },
			{ files: [], there: documents },
			{ files: [logo, disclosure, authorization], there: documents },
		];
		for (const { files, there } of messages) {
			server.receive(mailWith(files, candidate));
			const run = await live.next();
			expectArrived(
				`KarmaCheck has the PDFs of an email (attachments: ${files.length})`,
				run,
				await verifyDocuments(candidate.caseId, there, emulators),
			);
		}
		expectThat('every message is marked as read', server.unread() === 0, `${server.unread()}`);
		expectThat('n8n asks for nothing else', !server.violations.length, server.violations.join());
		return {
			what: 'Four emails, the last one a repetition',
			result: `${documents.length} documents on the case`,
		};
	} finally {
		await server.close();
	}
}

/** Mail programs do not agree on the type of a PDF, and people not on its name. */
const mailWith = (files: Arrival[], { name, email }: { name: string; email: string }): Mail => ({
	from: { name, address: email },
	subject: 'My documents',
	text: 'Please find the signed documents attached.',
	attachments: files.map((file, index) => {
		if (file.name === LOGO) return { ...file, contentType: 'image/png' };
		// A name without '.pdf' is no less a PDF, if the type says so.
		if (index % 2 === 0)
			return { ...file, name: file.name.replace('.pdf', ''), contentType: 'application/pdf' };
		return { ...file, contentType: 'application/octet-stream' };
	}),
});
