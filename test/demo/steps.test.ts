import axios from 'axios';
import {
	executeFilter,
	type FilterValue,
	type IDataObject,
	type INodeExecutionData,
	type NodeParameterValueType,
	Workflow,
} from 'n8n-workflow';
import { readExample } from '../../tools/demo/workflows';
import { addFiles } from '../../tools/emulators/kelviq/plans';
import { draftOf } from '../../tools/emulators/kelviq/versions';
import type { WorkflowFile } from '../../tools/n8n/client';
import { startGitHub } from '../../tools/upstream/gitHub';
import type { TestFile, TestItem } from '../engine';
import { startBed, type Bed } from '../support/bed';
import { nodeNamed, nodeTypesWith } from '../support/workflow';

type Node = WorkflowFile['nodes'][number];

const nodeOf = ({ nodes }: WorkflowFile, name: string): Node =>
	nodes.find((node) => node.name === name)!;

/** What n8n makes of the expressions in a parameter. */
function resolved(
	value: unknown,
	items: INodeExecutionData[],
	index = 0,
	keys: IDataObject = {},
): unknown {
	const nodeTypes = nodeTypesWith(new Map(), []);
	const nodes = [nodeNamed('Step', 'source', {})];
	const workflow = new Workflow({ nodes, connections: {}, active: false, nodeTypes });
	const parameter = value as NodeParameterValueType;
	const { expression } = workflow;
	return expression.getParameterValue(parameter, null, 0, index, 'Step', items, 'manual', keys);
}

describe('an example', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterAll(async () => {
		await bed.close();
	});

	beforeEach(async () => {
		await bed.reset();
	});

	describe('that emails the files of an order', () => {
		/** The names of the files that get as far as the download. */
		async function sent(identifier: string): Promise<unknown[]> {
			const workflow = await readExample('kelviq-order-to-email.json');
			let items: INodeExecutionData[] = [{ json: { data: { object: { plan: { identifier } } } } }];
			for (let name = 'Get the plan'; name !== 'Download the file';) {
				items = await after(nodeOf(workflow, name), items);
				name = nextOf(workflow, name);
			}
			return items.map(({ json }) => json.name);
		}

		/** What one of its nodes makes of items. */
		async function after(
			{ type, parameters }: Node,
			items: INodeExecutionData[],
		): Promise<INodeExecutionData[]> {
			if (items.length === 0) return [];
			if (type.endsWith('.splitOut')) {
				const field = String(parameters.fieldToSplitOut);
				return items.flatMap((item) =>
					(item.json[field] as IDataObject[]).map((json) => ({ json })),
				);
			}
			if (type.endsWith('.filter'))
				return items.filter((_, index) =>
					executeFilter(resolved(parameters.conditions, items, index) as FilterValue),
				);
			const { resource, operation } = parameters;
			const run = await bed.kelviqRun(String(resource), String(operation), {
				parameters: parameters as never,
				items: items.map(({ json }) => ({ json })),
			});
			expect(run.error).toBeUndefined();
			return run.items;
		}

		const FILES = ['pro-suite-1.0.zip', 'release-notes.txt'];
		const SUITE = 'pro-suite-desktop';
		const more = [{ name: 'more.zip', url: 'https://cdn.kelviq.com/media/plans/none/more.zip' }];

		it.each(['newest', 'published'] as const)(
			'takes those of the published version beside a draft (Kelviq returns the %s one)',
			async (version) => {
				bed.kelviq.defaultVersion = version;
				expect(await sent(SUITE)).toEqual(FILES);
				addFiles(draftOf(bed.kelviq.plan(SUITE)), more);
				expect(await sent(SUITE)).toEqual(FILES);
			},
		);

		it('leaves out a file that is hidden from buyers', async () => {
			bed.kelviq.plan(SUITE).versions[0]!.files[0]!.enabled = false;
			expect(await sent(SUITE)).toEqual(FILES.slice(1));
		});

		it('sends nothing of a plan that was never published', async () => {
			const unpublished = 'field-guide-2nd-edition';
			addFiles(draftOf(bed.kelviq.plan(unpublished)), more);
			expect(await sent(unpublished)).toEqual([]);
		});
	});

	it('takes a PDF of an email by its type or by its name', async () => {
		const { parameters } = nodeOf(
			await readExample('email-to-karmacheck.json'),
			'Upload to the case',
		);
		const address = 'alex.morgan@example.com';
		bed.karmaCheck.cases.find(({ id }) => id === bed.karmaCheck.caseIds[0])!.candidateEmail =
			address;
		const arrived = async (fileName: string | undefined, mimeType: string) => {
			const before = bed.karmaCheck.records.length;
			const file: TestFile = { bytes: Buffer.from('%PDF-1.7 signed'), fileName, mimeType };
			const json = { from: { value: [{ address }] } };
			const item: TestItem = { json, files: { attachment_0: file } };
			const { error } = await bed.uploadDocument({
				parameters: parameters as never,
				items: [item],
			});
			expect(error).toBeUndefined();
			return bed.karmaCheck.records.slice(before).map(({ originalFileName }) => originalFileName);
		};
		const untyped = 'application/octet-stream';
		expect(await arrived('Signed disclosure', 'application/pdf')).toEqual([
			'Signed disclosure.pdf',
		]);
		// The same document, from another mail program.
		expect(await arrived('Signed disclosure.pdf', untyped)).toEqual([]);
		expect(await arrived(undefined, 'application/pdf')).toEqual(['file.pdf']);
		expect(await arrived('a.PDF ', untyped)).toEqual(['a.PDF']);
		expect(await arrived('b.pdf', untyped)).toEqual(['b.pdf']);
		expect(await arrived('logo.png', 'image/png')).toEqual([]);
		expect(await arrived(undefined, untyped)).toEqual([]);
	});

	it('lists all files of a release, though it has more than a page of them', async () => {
		const service = await startGitHub();
		const names = Array.from({ length: 230 }, (_, index) => `${index}.zip`);
		const release = service.release(
			'v1',
			names.map((name) => ({ name, contentType: 'application/zip', bytes: Buffer.alloc(0) })),
		);
		const { parameters } = nodeOf(
			await readExample('github-release-to-kelviq.json'),
			'List the assets',
		);
		const url = `${service.origin}/repos/example/pro-suite/releases/${release}/assets`;
		const listed = await pagesOf(parameters, url);
		await service.close();
		expect(listed.map(({ name }) => name)).toEqual(names);
	});

	it('names the report of a case after it, whatever its file is called', async () => {
		const { parameters } = nodeOf(
			await readExample('karmacheck-report-to-folder.json'),
			'Save the report',
		);
		const items = ['case-1', 'case-2'].map((caseId) => ({
			json: { caseId, fileName: 'report.pdf' },
		}));
		expect(items.map((_, index) => resolved(parameters.fileName, items, index))).toEqual([
			'/home/node/.n8n-files/report-case-1.pdf',
			'/home/node/.n8n-files/report-case-2.pdf',
		]);
	});
});

function nextOf({ connections }: WorkflowFile, name: string): string {
	const { main } = connections[name] as { main: Array<Array<{ node: string }>> };
	return main[0]![0]!.node;
}

/** What n8n's HTTP Request lists with such parameters: each page until its expression is true. */
async function pagesOf(parameters: Node['parameters'], url: string): Promise<IDataObject[]> {
	const pairs = (all: unknown) =>
		Object.fromEntries(
			((all as { parameters?: Array<{ name: string; value: string }> })?.parameters ?? []).map(
				({ name, value }) => [name, value],
			),
		);
	const { pagination } = (parameters.options as { pagination?: { pagination: IDataObject } })
		.pagination ?? { pagination: undefined };
	const found: IDataObject[] = [];
	for (let $pageCount = 0; $pageCount < 10;) {
		const query = { ...pairs(parameters.queryParameters), ...pairs(pagination?.parameters) };
		const params = resolved(query, [], 0, { $pageCount });
		const { data } = await axios.get<IDataObject[]>(url, { params, proxy: false });
		found.push(...data);
		$pageCount += 1;
		const $response = { body: data };
		if (!pagination || resolved(pagination.completeExpression, [], 0, { $response })) break;
	}
	return found;
}
