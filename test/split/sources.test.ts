import { readCheckout } from '../../tools/split/checkout';
import { withoutCombined } from '../../tools/split/markdown';
import { VENDORS } from '../../tools/split/vendors';

const checkout = readCheckout();

/** The lines of all files with such a path that name at least so many vendors. */
function linesNaming(paths: RegExp, atLeast: number): string[] {
	return [...checkout]
		.filter(([path]) => paths.test(path))
		.flatMap(([path, text]) =>
			withoutCombined(String(text).replaceAll('n8n-nodes-karmacheck-kelviq', 'this package'))
				.split('\n')
				.filter((line) => VENDORS.filter(({ word }) => word.test(line)).length >= atLeast)
				.map((line) => `${path}: ${line.trim()}`),
		);
}

it('what the nodes share names no vendor, for it goes into the repository of each', () => {
	expect(linesNaming(/^nodes\/shared\//, 1)).toEqual([]);
});

it('a line of a page that names both vendors is marked as one about the combined package', () => {
	// It would be in no repository of a single vendor.
	expect(linesNaming(/^(README|CHANGELOG|examples\/README)\.md$/, 2)).toEqual([]);
});
