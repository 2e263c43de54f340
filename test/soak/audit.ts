import type { IDataObject } from 'n8n-workflow';
import type { Foreign } from './foreign';
import { findFiles, storedObjects, type Place } from './found';
import type { Stage } from './stage';
import type { Outcome } from './uploads';
import type { SoakFile, SoakItem } from './work';

export interface Audit {
	/** Every contradiction between what the node reported and what is there, in words. */
	contradictions: string[];
	/** Files that are nowhere although the node reported them as done. */
	lost: number;
	/** Files that a service has more than once. */
	doubled: number;
	/** Images and files of somebody else that are gone. */
	deleted: number;
	/** Items that failed with file keys to finish by, although all their files are where they belong. */
	doneUntold: number;
	/** Objects that no record points to, but an error item names. */
	named: number;
	/** Objects that no record points to and no error item names. */
	orphans: number;
}

interface AuditOptions {
	/** What was stored before the soak. */
	before: ReadonlySet<string>;
	foreign: Foreign;
	isLast?: boolean;
}

/**
 * Compares everything that the node reported with everything that the services and the storage have.
 *
 * - A done item: each file is in the place that the output names, there only, once, byte for byte.
 * - A failed item: each file is in its target at most once, and then byte for byte. Keys that it names
 *   are stored byte for byte, unless they have been used up.
 * - Nothing else: no record of an unknown file, and no object but those that records point to, those
 *   that error items name, and orphans: whole files that were stored without the node being told, so
 *   that it treated the transfer as failed or sent the file to another URL.
 *
 * The last time, everything is done, so that every plan is published.
 */
export async function audit(
	stage: Stage,
	outcomes: Outcome[],
	{ before, foreign, isLast = false }: AuditOptions,
): Promise<Audit> {
	const places = findFiles(stage, outcomes);
	const objects = await storedObjects(stage);
	const result: Audit = {
		contradictions: [],
		lost: 0,
		doubled: 0,
		deleted: foreign.deleted(),
		doneUntold: 0,
		named: 0,
		orphans: 0,
	};
	const complain = (what: string) => void result.contradictions.push(what);
	const used = new Set<string>(before);
	const known = new Set<string>();

	for (const { item, output, failure } of outcomes) {
		for (const [index, file] of item.files.entries()) {
			known.add(file.name);
			const found = places.get(file.name) ?? [];
			for (const place of found) {
				used.add(addressOf(place));
				if (place.target !== item.target) complain(`${file.name} is on ${place.target}`);
				if (objects.get(addressOf(place)) !== file.sha256)
					complain(`${file.name} has no object, or one with other bytes`);
			}
			if (found.length > 1) result.doubled += 1;
			if (failure) continue;
			if (!found.length) result.lost += 1;
			// With items of other executions that failed, a plan may have to wait for those.
			const isToBePublished = isLast || output[0]?.published === true;
			if (isToBePublished && found.some(({ published }) => !published))
				complain(`${file.name} is not published`);
			const told = idIn(item, output, index);
			if (!found.some(({ ids }) => ids.includes(String(told))))
				complain(`${file.name} is not under the id ${String(told)}`);
		}
		const isThere = item.files.every(({ name }) => places.has(name));
		if (failure && isFinishable(failure) && isThere) result.doneUntold += 1;
	}
	for (const name of places.keys()) {
		if (!known.has(name) && !foreign.isForeign(name)) complain(`Nobody uploaded ${name}`);
	}

	const hashes = new Set(outcomes.flatMap(({ item }) => item.files.map(({ sha256 }) => sha256)));
	for (const { item, failure } of outcomes) {
		for (const fileKey of failure?.fileKeys ?? []) {
			const { bucket } = item.kind === 'document' ? stage.karmaCheck : stage.kelviq;
			const address = `${bucket}/${fileKey}`;
			if (used.has(address) || stage.kelviq.attached.has(fileKey)) continue;
			used.add(address);
			result.named += 1;
			if (!isOneOf(item.files, objects.get(address))) complain(`Nothing is stored as ${fileKey}`);
		}
	}
	for (const [address, hash] of objects) {
		if (used.has(address)) continue;
		result.orphans += 1;
		if (!hashes.has(hash)) complain(`${address} holds what nobody uploaded`);
	}
	return result;
}

/** Whether the work was interrupted between the storage and the record. */
const isFinishable = ({ step, fileKeys }: NonNullable<Outcome['failure']>) =>
	(step === 'record' || step === 'attach') && fileKeys.length > 0;

const addressOf = ({ bucket, key }: Place) => `${bucket}/${key}`;

const isOneOf = (files: SoakFile[], hash: string | undefined) =>
	files.some(({ sha256 }) => sha256 === hash);

/** The id of a file in the node's output. */
function idIn({ kind }: SoakItem, output: IDataObject[], index: number): unknown {
	if (kind === 'document') return output[index]?.secureDocumentId;
	if (kind === 'media') return output[index]?.fileKey;
	const parts = output[0]?.[kind === 'image' ? 'uploadedImages' : 'uploadedFiles'];
	return (parts as IDataObject[] | undefined)?.[index]?.id;
}
