export interface Deferred<T> {
	promise: Promise<T>;
	resolve(value: T): void;
	reject(reason: unknown): void;
}

/** A promise that a test settles when it wants to. */
export function deferred<T>(): Deferred<T> {
	const made = {} as Deferred<T>;
	made.promise = new Promise<T>((resolve, reject) => Object.assign(made, { resolve, reject }));
	return made;
}

/** Resolves when everything that already can happen has happened. */
export async function settled(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}
