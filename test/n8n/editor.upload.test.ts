import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { adapt, EXAMPLES, measureFile, readExample } from '../../tools/demo/workflows';
import { Editor } from './support/editor/editor';
import { NodeDetails } from './support/editor/nodeDetails';
import { ResourceLocator } from './support/editor/resourceLocator';
import { takePicture } from './support/editor/screenshot';
import { chain, ourNode, pdfForm } from './support/editor/workflows';
import { raiseStage, type Stage } from './support/stage';

const FILE = 'signed-disclosure.pdf';

let stage: Stage;
let editor: Editor;
let details: NodeDetails;

beforeAll(async () => {
	stage = await raiseStage();
	editor = await Editor.open(stage);
	details = new NodeDetails(editor.page);
	const { karmaCheck } = stage.surroundings.credentials;
	const upload = { resource: 'document', operation: 'upload', binaryPropertyName: 'Signed_PDF' };
	const download = { operation: 'download', documentId: '={{ $json.secureDocumentId }}' };
	const nodes = [
		pdfForm(),
		ourNode('KarmaCheck', upload, karmaCheck, 'Upload'),
		ourNode('KarmaCheck', download, karmaCheck, 'Download'),
	];
	await editor.openWorkflow(chain('Signed disclosures', nodes));
});
afterAll(() => stage?.close());

/** The emulator's only document, and the case it is attached to. */
function uploaded() {
	const { records, cases } = stage.emulators.karmaCheck;
	expect(records).toHaveLength(1);
	const [record] = records;
	return { record, on: cases.find(({ id }) => id === record?.caseId) };
}

describe('a document from a form in the editor', () => {
	let form: Page;

	it('gets its case from a list that names candidate, email, package, status and date', async () => {
		await details.open('Upload');
		const list = new ResourceLocator(editor.page, 'caseId');
		const emma = 'Emma Davis, emma.davis@example.com – Driver Check, Pending, 2025-09-04';
		expect(await list.open()).toContain(emma);
		expect(await list.search('emma', 1)).toEqual([emma]);
		await list.choose(emma);
		await takePicture(editor.page, 'karmacheck-upload');
		await details.close();
	});

	it('is chosen in the form that n8n opens', async () => {
		form = await editor.executeForm();
		await form.locator('input[type=file]').setInputFiles(join(EXAMPLES, 'files', FILE));
		await takePicture(form, 'form');
		await form.getByRole('button', { name: 'Submit' }).click();
		await editor.page.bringToFront();
		await editor.page.getByText('Workflow executed successfully').waitFor();
		await form.close();
		await takePicture(editor.page, 'workflow-done');
	});

	it('is on the chosen case, byte for byte', async () => {
		const { record, on } = uploaded();
		expect(on?.invitationEmail).toBe('emma.davis@example.com');
		const { karmaCheck, storage } = stage.emulators;
		const stored = await storage.stat(karmaCheck.bucket, record?.fileKey ?? '');
		expect(stored).toMatchObject({ ...(await measureFile(FILE)), contentType: 'application/pdf' });
		expect(karmaCheck.violations).toEqual([]);
	});

	it('is described in the output of the upload', async () => {
		await details.open('Upload');
		await details.showOutputAs('table');
		for (const value of [FILE, 'application/pdf', uploaded().record?.id ?? 'nothing'])
			await details.output.getByText(value).first().waitFor();
		await takePicture(editor.page, 'karmacheck-output');
		await details.close();
	});

	it('comes back as a file in the output of the download', async () => {
		await details.open('Download');
		await details.showOutputAs('binary');
		const saving = editor.page.waitForEvent('download');
		await details.output.getByRole('button', { name: 'Download' }).click();
		const download = await saving;
		// KarmaCheck serves files under the name they are stored as.
		expect(download.suggestedFilename()).toMatch(/\.pdf$/);
		const bytes = await readFile(await download.path());
		expect(bytes).toEqual(await readFile(join(EXAMPLES, 'files', FILE)));
		await details.close();
	});

	it('finds its case by the email of the form, as in the example', async () => {
		const example = adapt(await readExample('form-to-karmacheck.json'), stage.surroundings);
		await editor.openWorkflow(example);
		const submitted = await editor.executeForm();
		await submitted.locator('input[type=email]').fill('Emma.Davis@example.com');
		await submitted.locator('input[type=file]').setInputFiles(join(EXAMPLES, 'files', FILE));
		await submitted.getByRole('button', { name: 'Submit' }).click();
		await editor.page.bringToFront();
		await editor.page.getByText('Workflow executed successfully').waitFor();

		await details.open('Upload to the case');
		expect(await details.parameters.innerText()).toContain('{{ $json.Email }}');
		await details.showOutputAs('table');
		await details.output.getByText('secureDocumentId').first().waitFor();
		await takePicture(editor.page, 'karmacheck-by-email');
	});

	it('makes no complaint in the console', () => {
		expect(editor.complaints).toEqual([]);
	});
});
