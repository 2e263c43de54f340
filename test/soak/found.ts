import type { Outcome } from './uploads';
import type { Stage } from './stage';

/** One place where a service has a file. */
export interface Place {
	/** The case, product or plan; '' for media. */
	target: string;
	/**
	 * Of the record or attachment; of media, the file key. A file of a plan has one in each version:
	 * a draft is opened with copies.
	 */
	ids: string[];
	bucket: string;
	/** Of the object. */
	key: string;
	/** Whether buyers see it, for a file of a plan. */
	published: boolean;
}

/**
 * Where the services have the files of the soak, by file name. Media appear nowhere but in the
 * node's own output.
 */
export function findFiles(
	{ karmaCheck, kelviq, targets }: Stage,
	outcomes: Outcome[],
): Map<string, Place[]> {
	const places = new Map<string, Place[]>();
	const add = (name: string | null, place: Place) => {
		places.set(name ?? '', [...(places.get(name ?? '') ?? []), place]);
	};
	for (const { originalFileName, caseId, id, fileKey } of karmaCheck.records) {
		const { bucket } = karmaCheck;
		add(originalFileName, {
			target: caseId ?? '',
			ids: [id],
			bucket,
			key: fileKey,
			published: true,
		});
	}
	const { bucket } = kelviq;
	for (const product of kelviq.products) {
		for (const { name, id, image } of product.images) {
			const key = kelviq.storageKey(image);
			add(name, { target: product.id, ids: [id], bucket, key, published: true });
		}
	}
	for (const target of targets.planFile) {
		const { versions } = kelviq.plan(target);
		const { files } = versions.at(-1)!;
		// A later item that failed may have left a draft; buyers see the version before it.
		const live = versions.find(({ isLatest }) => isLatest)?.files ?? [];
		for (const { name, file } of files) {
			const published = live.some((one) => one.file === file);
			const copies = versions.flatMap((version) =>
				version.files.filter((one) => one.file === file),
			);
			const ids = copies.map(({ id }) => id);
			add(name, { target, ids, bucket, key: kelviq.storageKey(file), published });
		}
	}
	for (const { item, output } of outcomes) {
		if (item.kind !== 'media') continue;
		for (const { fileKey, fileName } of output) {
			const key = String(fileKey);
			add(String(fileName), { target: '', ids: [key], bucket, key, published: true });
		}
	}
	return places;
}

/** Names and hashes of everything in the storage that is not a seed of the emulators. */
export async function storedObjects({ storage, karmaCheck, kelviq }: Stage) {
	const objects = new Map<string, string>();
	for (const bucket of [karmaCheck.bucket, kelviq.bucket]) {
		for (const key of await storage.keys(bucket)) {
			const object = await storage.stat(bucket, key);
			objects.set(`${bucket}/${key}`, object?.sha256 ?? '');
		}
	}
	return objects;
}
