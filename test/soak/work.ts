import type { INodeParameters } from 'n8n-workflow';
import type { TestItem } from '../engine';
import { bytesNamed, seeded, sha256 } from './seeded';

/** What is uploaded: a document of a case, a media file, an image of a product, a file of a plan. */
export type Kind = 'document' | 'media' | 'image' | 'planFile';

export interface SoakFile {
	/** Unique to this file. */
	name: string;
	size: number;
	sha256: string;
}

/** One item of a workflow, with the files it carries. */
export interface SoakItem {
	kind: Kind;
	/** Id of the case or product, identifier of the plan; '' for media. */
	target: string;
	files: SoakFile[];
}

/** The items that one execution of the workflow uploads. */
export interface Batch {
	kind: Kind;
	options?: INodeParameters;
	items: SoakItem[];
}

/** Half of the files are KarmaCheck's, half Kelviq's. */
const ROUND: Kind[] = ['document', 'media', 'document', 'image', 'document', 'planFile'];

/** Items of an execution. */
const SIZES = [1, 1, 3, 10, 25, 50];
/** How many of them, on average, are for the same case, product or plan. */
const ITEMS_PER_TARGET = 4;
const MOST_BYTES = 300 * 1024;
const EXTENSIONS = { document: 'pdf', media: 'png', image: 'png', planFile: 'zip' };
const TYPES = {
	document: 'application/pdf',
	media: 'image/png',
	image: 'image/png',
	planFile: 'application/zip',
};

export type Targets = Record<Kind | 'replaced', string[]>;

/** The same seed gives the same files, of 1 byte to 300 KiB, most of them small. */
export function planWork(seed: number, uploads: number, targets: Targets): Batch[] {
	const random = seeded(seed);
	const pick = <T>(list: T[]) => list[Math.floor(random() * list.length)]!;
	const unused = [...targets.replaced];
	let left = uploads;
	let number = 0;
	const file = (kind: Kind): SoakFile => {
		left -= 1;
		number += 1;
		const name = `upload-${String(number).padStart(5, '0')}.${EXTENSIONS[kind]}`;
		const size = Math.max(Math.floor(MOST_BYTES ** random()), 1);
		return { name, size, sha256: sha256(bytesNamed(`${seed} ${name}`, size)) };
	};
	const item = (kind: Kind, chosen: string[]): SoakItem => {
		const count = Math.min(random() < 0.85 ? 1 : 2 + Math.floor(random() * 2), left);
		const files = Array.from({ length: count }, () => file(kind));
		return { kind, target: pick(chosen), files };
	};
	const batches: Batch[] = [];
	while (left > 0) {
		const kind = ROUND[batches.length % ROUND.length]!;
		const size = pick(SIZES);
		const replaced = kind === 'image' && random() < 0.4 ? unused.pop() : undefined;
		const chosen = Array.from(
			{ length: Math.ceil(size / ITEMS_PER_TARGET) },
			() => replaced ?? pick(targets[kind]),
		);
		const items: SoakItem[] = [];
		while (left > 0 && items.length < size) items.push(item(kind, chosen));
		batches.push({ kind, items, options: replaced ? { existingImages: 'replaceAll' } : {} });
	}
	return batches;
}

/** An item as the workflow gets it. */
export function toTestItem(seed: number, { kind, target, files }: SoakItem): TestItem {
	const binary = files.map(({ name, size }, index) => {
		const bytes = bytesNamed(`${seed} ${name}`, size);
		return [`f${index}`, { bytes, fileName: name, mimeType: TYPES[kind] }] as const;
	});
	return {
		json: { target, fields: binary.map(([field]) => field).join(',') },
		files: Object.fromEntries(binary),
	};
}
