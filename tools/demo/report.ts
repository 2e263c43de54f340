/** Tells how far a step is. */
export interface Progress {
	/** Prints a line. */
	note(text: string): void;
	/** @param share from 0 to 1; printed in parts of a hundred, every five */
	share(share: number): void;
}

export type Step = <T>(what: string, work: (progress: Progress) => Promise<T>) => Promise<T>;

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/**
 * Numbers steps: each is printed when it starts, with its place in the whole, and how long it took
 * when it is done.
 */
export function stepsOf(total: number): Step {
	let number = 0;
	return async (what, work) => {
		const start = Date.now();
		console.log(`[${++number}/${total}] ${what}`);
		const progress = printed();
		const result = await work(progress);
		progress.note(`done in ${seconds(Date.now() - start)}`);
		return result;
	};
}

function printed(): Progress {
	let shown = 0;
	let isOpen = false;
	return {
		note(text) {
			console.log(`${isOpen ? '\n' : ''}      ${text}`);
			isOpen = false;
			shown = 0;
		},
		share(share) {
			const percent = Math.floor(share * 20) * 5;
			if (percent <= shown) return;
			process.stdout.write(`${isOpen ? '' : '     '} ${percent}%`);
			isOpen = true;
			shown = percent;
		},
	};
}

/** Prints labeled values under a title, the labels aligned. */
export function printTable(title: string, rows: Array<[label: string, value: string]>): void {
	const width = Math.max(...rows.map(([label]) => label.length));
	console.log(`\n${title}`);
	for (const [label, value] of rows) console.log(`  ${label.padEnd(width)}  ${value}`);
}
