import db from 'mime-db/db.json';
import karmaCheckTypes from '../emulators/karmacheck/mimeTypes.json';
import { NOT_MEANT, UPLOADED } from './types';

const extensionsOf = (type: string): string[] =>
	(db as Record<string, { extensions?: string[] }>)[type]?.extensions ?? [];

/** The types that are known to the package with their extensions, the usual one first. */
export function table(): Array<[type: string, extensions: string[]]> {
	const usual = new Map(UPLOADED.map((one) => (typeof one === 'string' ? [one, ''] : one)));
	const types = [...new Set([...usual.keys(), ...karmaCheckTypes])];
	const taken = new Set<string>(NOT_MEANT);
	const rows = types.map((type): [string, string[]] => {
		const all = extensionsOf(type).filter((extension) => !NOT_MEANT.includes(extension));
		const first = usual.get(type) || all[0];
		// Where another type has them all, this one keeps the one that names its files.
		const own = all.filter((extension) => extension === first || !taken.has(extension));
		own.sort((a, b) => Number(b === first) - Number(a === first));
		own.forEach((extension) => taken.add(extension));
		return [type, own];
	});
	return rows.filter(([, extensions]) => extensions.length);
}

/** The file of the package that holds them. */
export function source(): string {
	const rows = table().map(([type, extensions]) => `\t'${type}': '${extensions.join(' ')}',`);
	return [
		'/** Made of mime-db by `npm run mimeTypes`: change tools/mimeTypes/types.ts, not this file. */',
		'export const EXTENSIONS: Readonly<Record<string, string>> = {',
		...rows,
		'};',
		'',
	].join('\n');
}
