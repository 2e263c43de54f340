import axios from 'axios';
import FormData from 'form-data';
import { signedPdf } from '../../upstream/signedPdf';
import { expectArrived, expectThat } from '../expect';
import type { Shown, Stage } from '../stage';
import { verifyDocuments, type Arrival } from '../verifyFiles';
import { candidateOf } from './candidate';

/** A candidate submits n8n's form: one document, then three, then the same three again. */
export async function showForm(stage: Stage): Promise<Shown> {
	const { emulators, publishExample } = stage;
	const candidate = candidateOf(emulators, 0);
	const live = await publishExample('form-to-karmacheck.json', {});
	const form = live.url('form', 'signed-documents');
	const named = async (name: string): Promise<Arrival> => ({
		name: `${name}.pdf`,
		bytes: await signedPdf(name, candidate.name),
	});
	const consent = await named('Consent');
	const more = [await named('Disclosure'), await named('Authorization'), await named('License')];

	for (const files of [[consent], more, more]) {
		const page = await axios.get<string>(form, { proxy: false });
		expectThat('the form asks for files', page.data.includes('type="file"'));
		const { status } = await submit(form, candidate.email.toUpperCase(), files);
		expectThat('the form confirms', status === 200, `status ${status}`);
		const run = await live.next();
		const expected = files === more ? [consent, ...more] : [consent];
		expectArrived(
			`KarmaCheck has the documents of a form (files: ${files.length})`,
			run,
			await verifyDocuments(candidate.caseId, expected, emulators),
		);
	}
	const what = 'A form with one PDF, then twice with three';
	return { what, result: `${more.length + 1} documents on the case` };
}

/** Sends what n8n's form page sends: the fields by their place, a file field once for each file. */
async function submit(url: string, email: string, files: Arrival[]) {
	const body = new FormData();
	body.append('field-0', email);
	for (const { name, bytes } of files)
		body.append('field-1', bytes, { filename: name, contentType: 'application/pdf' });
	return await axios.post<unknown>(url, body, {
		headers: body.getHeaders(),
		proxy: false,
		validateStatus: () => true,
	});
}
