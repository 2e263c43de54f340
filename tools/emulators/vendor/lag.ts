/** How long lists do not show what is new: until both are over. */
export interface Lagging {
	/** milliseconds since it was made */
	listLagMs: number;
	/** reads of the list since it was made */
	listLagReads: number;
}

/** Lists that show what is new only after a while, as those of a database with replicas do. */
export class ListLag {
	private readonly fresh = new Map<string, { madeAt: number; reads: number }>();

	/** Something new, by any name that no other has; what is not told of is always shown. */
	made(name: string): void {
		this.fresh.set(name, { madeAt: performance.now(), reads: 0 });
	}

	/** One read of a list: what it shows. */
	shown<Entry>(
		{ listLagMs, listLagReads }: Lagging,
		entries: Entry[],
		nameOf: (entry: Entry) => string,
	): Entry[] {
		return entries.filter((entry) => {
			const one = this.fresh.get(nameOf(entry));
			if (!one) return true;
			one.reads += 1;
			return one.reads > listLagReads && performance.now() - one.madeAt >= listLagMs;
		});
	}
}
