import { StepError } from '../errors';
import { seconds } from '../time';
import type { Run } from './operation';

/** Values that are made once a run. */
export function onceByKey(): Run['once'] {
	const made = new Map<string, { value: unknown; until: number }>();
	return async <T>(key: string, make: () => Promise<T>, keepsFor = Infinity) => {
		let kept = made.get(key);
		if (!kept || Date.now() >= kept.until) {
			const making = make().catch((thrown: unknown) => {
				// What fails for a reason that passes is tried again for the next item.
				if (thrown instanceof StepError && (thrown.transient || thrown.unclear)) made.delete(key);
				throw thrown;
			});
			kept = { value: making, until: Date.now() + seconds(keepsFor) };
			made.set(key, kept);
		}
		return await (kept.value as Promise<T>);
	};
}
