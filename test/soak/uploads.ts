import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Step } from '../../nodes/shared/errors';
import { byId } from '../support/bed';
import type { TestResult, TestRun } from '../engine';
import { TRY_MS } from './counts';
import type { Stage } from './stage';
import { toTestItem, type Batch, type Kind, type SoakItem } from './work';

/** What the node reported for one item. */
export interface Outcome {
	item: SoakItem;
	/** The item's output, if it succeeded. */
	output: IDataObject[];
	/** What the error item said, if it did not. */
	failure?: { message: string; step: Step; fileKeys: string[] };
}

const EACH = byId('={{ $json.target }}');
const FILES = '={{ $json.fields }}';

const UPLOAD: Record<Kind, INodeParameters> = {
	document: { resource: 'document', operation: 'upload', attachTo: 'case', caseId: EACH },
	media: { resource: 'media', operation: 'upload' },
	image: { resource: 'product', operation: 'uploadImages', productId: EACH },
	planFile: { resource: 'plan', operation: 'uploadFiles', planIdentifier: EACH },
};

export const nodeOf = (kind: Kind) => (kind === 'document' ? 'karmaCheck' : 'kelviq');

/** Uploads the items of one batch in one execution. */
export async function upload(
	stage: Stage,
	seed: number,
	batch: Batch,
	options: INodeParameters = batch.options ?? {},
): Promise<Outcome[]> {
	// n8n runs the whole node again when its first item has failed.
	const nodeSettings = { retryOnFail: true, maxTries: 3, waitBetweenTries: TRY_MS };
	const { items: output, error } = await runItems(stage, seed, batch, { options, nodeSettings });
	if (error) throw error;
	return batch.items.map((item, index) => ({ item, ...outcome(output, index) }));
}

interface RunOptions extends Pick<TestRun, 'cancelOn' | 'nodeSettings'> {
	options?: INodeParameters;
}

/** The same, with n8n's own result. */
export async function runItems(
	stage: Stage,
	seed: number,
	{ kind, items }: Batch,
	{ options = {}, cancelOn, nodeSettings }: RunOptions = {},
): Promise<TestResult> {
	const publish = kind === 'planFile' ? { publish: true } : {};
	return await stage.run(nodeOf(kind), {
		cancelOn,
		nodeSettings,
		items: items.map((item) => toTestItem(seed, item)),
		parameters: {
			...UPLOAD[kind],
			binaryPropertyName: FILES,
			options: { concurrency: 20, ...publish, ...options },
		},
	});
}

/** What the output says about an item of the input. */
export function outcome(output: INodeExecutionData[], index: number): Omit<Outcome, 'item'> {
	const own = output.filter(({ pairedItem }) => (pairedItem as { item: number }).item === index);
	if (!own.length) throw new Error(`Nothing is said of item ${index}`);
	const failed = own.find(({ json }) => 'error' in json);
	if (!failed) return { output: own.map(({ json }) => json) };
	const { error, details } = failed.json as {
		error: string;
		details: { step: Step; fileKeys?: string[] };
	};
	return {
		output: [],
		failure: { message: error, step: details.step, fileKeys: details.fileKeys ?? [] },
	};
}
