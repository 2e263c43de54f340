import { GIB, KIB, MIB } from '../files';

/** e.g. 64 MiB */
export function size(bytes: number): string {
	if (bytes >= GIB) return `${bytes / GIB} GiB`;
	return bytes >= MIB ? `${bytes / MIB} MiB` : `${bytes / KIB} KiB`;
}

export const mib = (bytes: number): string => (bytes / MIB).toFixed(0);
export const ms = (milliseconds: number): string =>
	milliseconds.toLocaleString('en', { maximumFractionDigits: milliseconds < 10 ? 2 : 0 });
export const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;

type Cell = string | number;

/** A table in Markdown; prettier aligns it. */
export function table(head: string[], rows: Cell[][]): string {
	const alignment = head.map((_, column) => (column ? '---:' : '---'));
	return [head, alignment, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
