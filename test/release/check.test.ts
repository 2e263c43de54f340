import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareContracts } from '../../tools/release/contract';
import { objections, type Release } from '../../tools/release/check';

const contract = readFileSync(
	join(__dirname, '../package/__snapshots__/contract.test.ts.snap'),
	'utf8',
);

const release: Release = {
	tag: 'v0.2.0',
	manifest: JSON.stringify({ version: '0.2.0', homepage: 'https://github.com/owner/name' }),
	notes:
		'# Release notes\n\n## 0.2.0\n\n- Saved workflows: nothing changes.\n\n## 0.1.0\n\n- First.\n',
	contract,
	last: { tag: 'v0.1.0', contract },
};

describe('the check of a release', () => {
	it('lets one pass whose tag, notes and contract fit', () => {
		expect(objections(release)).toEqual([]);
	});

	it('objects to a tag that package.json does not have', () => {
		expect(objections({ ...release, tag: 'v0.3.0' })).toEqual([
			'The tag is v0.3.0, and package.json has 0.2.0.',
		]);
	});

	it('objects to notes that are missing, unfinished, or silent about saved workflows', () => {
		const with_ = (notes: string) => objections({ ...release, notes }).length;
		expect(with_('# Release notes\n')).toBe(2);
		expect(with_('## 0.2.0 (not published yet)\n\n- Saved workflows: none.\n')).toBe(1);
		expect(with_('## 0.2.0\n\n- More.\n')).toBe(1);
	});

	it('objects to placeholders', () => {
		const manifest = JSON.stringify({ version: '0.2.0', homepage: 'https://example.com/x' });
		expect(objections({ ...release, manifest })).toHaveLength(1);
	});
});

describe('the comparison of two contracts', () => {
	const version = (next: string, changed: string) =>
		objections({
			...release,
			tag: `v${next}`,
			manifest: JSON.stringify({ version: next }),
			notes: `## ${next}\n\n- Saved workflows: see above.\n`,
			last: { tag: 'v1.0.0', contract: changed },
		});

	it('finds nothing where nothing changed, and knows every name of the snapshot', () => {
		expect(compareContracts(contract, contract)).toEqual({ removed: [], added: [] });
		const { removed } = compareContracts(contract, '');
		expect(removed.length).toBeGreaterThan(500);
	});

	it('demands a major version for a name or a default that went', () => {
		const before = contract.replace('"default": "staging"', '"default": "production"');
		expect(version('1.1.0', before)[0]).toContain('demands a major version after 1.0.0');
		expect(version('2.0.0', before)).toEqual([]);
	});

	it('demands a minor version for a name that came', () => {
		const before = contract.replace('      "staging",\n', '');
		expect(version('1.0.1', before)[0]).toContain('demands a minor version after 1.0.0');
		expect(version('1.1.0', before)).toEqual([]);
	});

	it('demands a higher version in any case', () => {
		expect(version('1.0.0', contract)[0]).toContain('demands a patch version after 1.0.0');
		expect(version('0.9.0', contract)[0]).toContain('demands a patch version after 1.0.0');
	});
});
