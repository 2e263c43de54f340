/** What saved workflows notice of a release, as the paths of names that went or came. */
export interface ContractChange {
	removed: string[];
	added: string[];
}

/** Compares two snapshots of the contract, as Jest writes them. */
export function compareContracts(before: string, after: string): ContractChange {
	const [old, now] = [new Set(pathsOf(before)), new Set(pathsOf(after))];
	return {
		removed: [...old].filter((path) => !now.has(path)),
		added: [...now].filter((path) => !old.has(path)),
	};
}

/** Every value of a snapshot with the names that lead to it, e.g. 'options > publish > default = false'. */
function pathsOf(snapshot: string): string[] {
	const entries = snapshot.matchAll(/^exports\[`(.+?) \d+`\] = `\n([^]*?)\n`;$/gm);
	return [...entries].flatMap(([, title = '', value = '']) => pathsIn(parse(value), title));
}

/** Jest prints objects as JSON with a comma after each last entry. */
function parse(printed: string): unknown {
	const json = printed
		.replace(/\\(["\\`])/g, (escape, character: string) => (character === '`' ? '`' : escape))
		.replace(/,(\s*[\]}])/g, '$1')
		.replace(/: undefined/g, ': null');
	return JSON.parse(json);
}

function pathsIn(value: unknown, path: string): string[] {
	if (Array.isArray(value)) {
		return value.flatMap((one, index) => {
			const { name } = (one ?? {}) as { name?: unknown };
			// The same field may be there for several operations.
			const shown = (one as { shownFor?: unknown } | null)?.shownFor;
			const step =
				name === undefined ? '' : ` > ${String(name)}${shown ? ` ${keysOf(shown)}` : ''}`;
			return pathsIn(one, path + (step || (typeof one === 'object' ? ` > ${index}` : '')));
		});
	}
	if (typeof value === 'object' && value !== null)
		return Object.entries(value).flatMap(([key, one]) => pathsIn(one, `${path} > ${key}`));
	return [`${path} = ${JSON.stringify(value)}`];
}

/** What a field is shown for, without the operations that may be added to it. */
const keysOf = (shown: unknown): string => {
	const { resource } = shown as { resource?: unknown };
	return JSON.stringify(resource ?? Object.keys(shown as object));
};
