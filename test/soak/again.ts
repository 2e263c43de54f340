import { attachByKeys, createRecords } from './finish';
import type { Stage } from './stage';
import { upload, type Outcome } from './uploads';
import type { Kind } from './work';

/**
 * Finishes the failed items as described in the README:
 *
 * - `record` (stored, but no record of it is known): 'Create Record' with the file keys;
 * - `attach` with file keys: checks the product or plan, then 'Update' with the keys that are
 *   missing there; or, every other time, runs the item again, replacing files with the same name;
 * - `publish`: 'Publish';
 * - everything else (nothing was recorded): runs the item again.
 *
 * @returns the results of all items
 */
export async function runAgain(
	stage: Stage,
	seed: number,
	outcomes: Outcome[],
): Promise<Outcome[]> {
	const wanting = outcomes.filter(({ failure }) => failure);
	const done = new Map<Outcome['item'], Outcome>();
	const keep = (finished: Outcome[]) => finished.forEach((one) => done.set(one.item, one));
	const isKind = (kind: Kind) => (one: Outcome) => one.item.kind === kind;

	const byKeys = wanting.filter(({ failure, item: { kind } }, index) => {
		const { step, fileKeys } = failure!;
		if (kind === 'document') return step === 'record' && fileKeys.length > 0;
		return step === 'publish' || (step === 'attach' && fileKeys.length > 0 && index % 2 === 0);
	});
	keep(await createRecords(stage, byKeys.filter(isKind('document'))));
	for (const kind of ['image', 'planFile'] as const) {
		keep(await attachByKeys(stage, kind, byKeys.filter(isKind(kind))));
	}

	const rest = wanting.filter((one) => !byKeys.includes(one));
	for (const kind of ['document', 'media', 'image', 'planFile'] as const) {
		const items = rest.filter(isKind(kind)).map(({ item }) => item);
		const options = {
			image: { existingImages: 'replaceSameName' },
			planFile: { existingFiles: 'replaceSameName' },
			document: {},
			media: {},
		}[kind];
		if (items.length) keep(await upload(stage, seed, { kind, items }, options));
	}
	return outcomes.map((one) => done.get(one.item) ?? one);
}
