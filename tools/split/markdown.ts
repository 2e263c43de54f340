import { namesAnother, type Vendor } from './vendors';

/**
 * A page as it is in the package of one vendor. What is between `<!-- combined -->` and
 * `<!-- /combined -->` is about the combined package and left out; what is in a comment that begins with
 * `<!-- single` is about single ones and shown, with `{{service}}` filled in. A section whose heading names another vendor is left out,
 * and so is every line that does: a paragraph, a list item or a row of a table.
 */
export function pageOf(vendor: Vendor, text: string): string {
	const marked = withoutCombined(text)
		.replace(/<!-- single\n([^]*?)-->\n/g, '$1')
		.replaceAll('{{service}}', vendor.name);
	return withoutLines(vendor, withoutSections(vendor, marked));
}

export const withoutCombined = (text: string): string =>
	text.replace(/<!-- combined -->\n[^]*?<!-- \/combined -->\n/g, '');

/** The lines of a list without those that name another vendor. */
export const withoutLines = (vendor: Vendor, text: string): string =>
	text
		.split('\n')
		.filter((line) => !namesAnother(vendor, line))
		.join('\n');

function withoutSections(vendor: Vendor, text: string): string {
	let leftOut = Infinity;
	return text
		.split('\n')
		.filter((line) => {
			const level = /^(#+) /.exec(line)?.[1]?.length;
			if (level && level <= leftOut) leftOut = namesAnother(vendor, line) ? level : Infinity;
			return leftOut === Infinity;
		})
		.join('\n');
}
