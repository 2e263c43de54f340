import type { Storage } from '../../tools/emulators';

/**
 * Makes presigned URLs take another way, e.g. through a proxy that calls the storage by its own
 * name.
 */
export function leadThrough(storage: Storage, through: (address: string) => string): void {
	const { presignPut, presignPost } = storage;
	storage.presignPut = async (put) => through(await presignPut(put));
	storage.presignPost = async (post) => {
		const form = await presignPost(post);
		return { ...form, url: through(form.url) };
	};
}
