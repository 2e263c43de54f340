type Container = Record<string, unknown> | unknown[];

/** Puts other values into a JSON document, or takes values away. */
export function mutated(text: string, spots: number[], change: { value?: unknown }): string {
	let root: unknown;
	try {
		root = JSON.parse(text);
	} catch {
		return text;
	}
	for (const spot of spots) {
		const places = placesIn(root);
		const place = places[spot % (places.length + 1)];
		if (!place) root = structuredClone(change.value) ?? null;
		else alter(...place, change);
	}
	return JSON.stringify(root);
}

function placesIn(value: unknown): Array<[Container, string]> {
	if (typeof value !== 'object' || value === null) return [];
	const container = value as Container;
	return Object.entries(container).flatMap(([name, inner]): Array<[Container, string]> => [
		[container, name],
		...placesIn(inner),
	]);
}

function alter(container: Container, name: string, change: { value?: unknown }): void {
	if (!('value' in change)) {
		if (Array.isArray(container)) container.splice(Number(name), 1);
		else delete container[name];
		return;
	}
	// Not by assignment, which has another meaning for `__proto__`.
	Object.defineProperty(container, name, {
		value: structuredClone(change.value),
		enumerable: true,
		configurable: true,
		writable: true,
	});
}
