import type { IDataObject } from 'n8n-workflow';

/** An image of a product, or a file of a plan. */
export interface Part extends IDataObject {
	id: string;
	name: string;
	/** Where it is shown or stored. */
	url: string;
}

export const isSamePart = (a: Part, b: Part) => a.id === b.id;

/**
 * What is there now and was not there before. Opening a draft gives every file of a plan a new ID: if
 * no earlier ID is left, the copies are recognized by their URLs, or else by their names.
 */
export function newParts(before: Part[], now: Part[]): Part[] {
	const isOld = (part: Part) => before.some((old) => isSamePart(old, part));
	if (now.some(isOld)) return now.filter((part) => !isOld(part));
	const fresh = [...now];
	let originals = before;
	for (const property of ['url', 'name'] as const) {
		originals = originals.filter((original) => {
			const copy = fresh.findIndex((part) => part[property] === original[property]);
			if (copy >= 0) fresh.splice(copy, 1);
			return copy < 0;
		});
	}
	return fresh;
}
