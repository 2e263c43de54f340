import { COMBINED } from './combined';
import { pageOf, withoutLines } from './markdown';
import { namesAnother, type Vendor } from './vendors';

/** Lists of one line for each thing, where the lines that name another vendor can go. */
const LISTS = ['.dependency-cruiser.cjs'];

/**
 * A text file as it is in the package of one vendor: with that package's name, and without the
 * lines, sections or entries of others where the file is a list of them. Anything else stays as it is.
 */
export function rewritten(vendor: Vendor, path: string, text: string): string {
	const named = text.replaceAll(COMBINED, vendor.package);
	if (path.endsWith('.snap')) return withoutEntries(vendor, named);
	if (path.endsWith('.md')) return pageOf(vendor, named);
	if (LISTS.includes(path) || isBarrel(path, named)) return withoutLines(vendor, named);
	return named;
}

/** Whether a script does nothing but export what others have. */
function isBarrel(path: string, text: string): boolean {
	const lines = text.split('\n').filter(Boolean);
	return path.endsWith('.ts') && lines.every((line) => /^export .* from '[^']+';$/.test(line));
}

/** Of jest's snapshots, those of this vendor. */
function withoutEntries(vendor: Vendor, text: string): string {
	const [head = '', ...entries] = text.split(/\n(?=exports\[`)/);
	const own = entries.filter((entry) => !namesAnother(vendor, entry.split('\n')[0]!));
	return [head, ...own].join('\n').trimEnd() + '\n';
}
