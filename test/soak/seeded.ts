import { createCipheriv, createHash } from 'node:crypto';

/** Numbers from 0 to below 1, the same for the same seed: https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32 */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Bytes that look random, the same for the same name. */
export function bytesNamed(name: string, size: number): Buffer {
	const key = createHash('sha256').update(name).digest();
	return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(size));
}

export const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
