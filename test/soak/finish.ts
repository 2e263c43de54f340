import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId } from '../support/bed';
import type { Stage } from './stage';
import { nodeOf, outcome, type Outcome } from './uploads';
import type { SoakItem } from './work';

const EACH = byId('={{ $json.target }}');

type Named = IDataObject & { name: string };

/** Runs an operation without files once for each entry; every one has to work. */
async function each(
	stage: Stage,
	kind: SoakItem['kind'],
	parameters: INodeParameters,
	entries: IDataObject[],
): Promise<IDataObject[]> {
	if (!entries.length) return [];
	const items = entries.map((json) => ({ json }));
	const { items: output } = await stage.run(nodeOf(kind), { items, parameters });
	return entries.map((entry, index) => {
		const { output: own, failure } = outcome(output, index);
		if (failure) throw new Error(`${JSON.stringify(entry)}: ${failure.message}`);
		return own[0] ?? {};
	});
}

/** 'Create Record' for each of the stored files that KarmaCheck created no record of, as far as known. */
export async function createRecords(stage: Stage, failed: Outcome[]): Promise<Outcome[]> {
	const entries = failed.flatMap(({ item, failure }) =>
		failure!.fileKeys.map((fileKey, index) => {
			return { target: item.target, fileKey, fileName: item.files[index]!.name };
		}),
	);
	const parameters = {
		resource: 'document',
		operation: 'createRecord',
		fileKey: '={{ $json.fileKey }}',
		fileName: '={{ $json.fileName }}',
		attachTo: 'case',
		caseId: EACH,
	};
	const records = await each(stage, 'document', parameters, entries);
	return failed.map(({ item }) => ({ item, output: records.splice(0, item.files.length) }));
}

const OPERATIONS = {
	image: { resource: 'product', id: 'productId', parts: 'images', keys: 'imageKeys' },
	planFile: { resource: 'plan', id: 'planIdentifier', parts: 'files', keys: 'fileKeys' },
};

/**
 * Finishes items by their file keys: checks which files the product or plan has, adds the others with
 * 'Update' and, for a plan, publishes it.
 */
export async function attachByKeys(
	stage: Stage,
	kind: 'image' | 'planFile',
	failed: Outcome[],
): Promise<Outcome[]> {
	const { resource, id, parts, keys } = OPERATIONS[kind];
	const targets = failed.map(({ item: { target } }) => ({ target }));
	const get = { resource, operation: 'get', [id]: EACH };
	const ownersNow = async () => await each(stage, kind, get, targets);
	const partsOf = (owner: IDataObject | undefined) => owner?.[parts] as Named[];

	const before = await ownersNow();
	const missing = failed.flatMap(({ item: { target }, failure }, index) => {
		const isThere = (key: string) =>
			partsOf(before[index]).some(({ name }) => key.endsWith(`/${name}`));
		const left = failure!.fileKeys.filter((key) => !isThere(key));
		return left.length ? [{ target, left: left.join(', ') }] : [];
	});
	const updateFields = { [keys]: '={{ $json.left }}' };
	await each(stage, kind, { resource, operation: 'update', [id]: EACH, updateFields }, missing);
	if (kind === 'planFile') {
		// It may already be published, or another item may publish it.
		const drafts = (await ownersNow()).filter(({ isLatest }) => !isLatest);
		const identifiers = new Set(drafts.map(({ identifier }) => identifier));
		const entries = [...identifiers].map((target) => ({ target: target as string }));
		await each(stage, kind, { resource, operation: 'publish', [id]: EACH }, entries);
	}
	const after = await ownersNow();
	return failed.map(({ item }, index) => {
		const own = item.files.map(({ name }) =>
			partsOf(after[index]).find((part) => part.name === name),
		);
		return { item, output: [{ [kind === 'image' ? 'uploadedImages' : 'uploadedFiles']: own }] };
	});
}
