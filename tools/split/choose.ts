import type { Files } from './checkout';
import { MANIFEST } from './combined';
import { referencesOf } from './references';
import { rewritten } from './rewrite';
import { namesAnother, type Vendor } from './vendors';

export interface Choice {
	/** What the repository of the vendor holds, with its text. */
	files: Files;
	/** Why each other file stays behind, as far as there is more to it than that nothing needs it. */
	leftOut: Map<string, string>;
}

/** What is about the combined package, or proven with it for both vendors. */
const COMBINATION = new RegExp(
	[
		'^(docs|[.]ci)/(?!screenshots/)',
		'^([.]github/(workflows/n8n[.]yml|CODEOWNERS)|CONTRIBUTING[.]md)$',
		'^tools/(bench|demo|n8n|release|split|upstream)/',
		'^test/(bench|demo|long|n8n|oldest|release|soak|split)/',
		'[.]long[.]test[.]ts$',
	].join('|'),
);

/** Written anew for each package. */
const OWN = ['package.json', 'package-lock.json'];

/** Goes only with a text that names it. */
const NAMED = /^(docs\/screenshots|examples\/files)\//;

const isScript = (path: string) => path.endsWith('.ts');
const isTest = (path: string) => path.endsWith('.test.ts');
const isShipped = (path: string) => /^(nodes|credentials)\//.test(path);
const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'));

/**
 * Chooses the files of one vendor: the nodes, the credentials and what they import; the tests that name
 * no other vendor, and what these need; and whatever is not a script and names no other vendor.
 */
export function choose(vendor: Vendor, checkout: Files): Choice {
	const files: Files = new Map();
	const leftOut = new Map<string, string>();
	for (const [path, content] of checkout) {
		if (OWN.includes(path)) continue;
		const text = typeof content === 'string' ? rewritten(vendor, path, content) : content;
		const why = whyNot(vendor, path, text);
		if (why) leftOut.set(path, why);
		else files.set(path, text);
	}

	leaveOutUnnamed(files);

	const needs = new Map(
		[...files]
			.filter(([path]) => /\.[cm]?[jt]s$/.test(path))
			.map(([path, text]) => [path, referencesOf(path, String(text), (one) => checkout.has(one))]),
	);
	const leaveOut = (path: string, why: string) => {
		files.delete(path);
		leftOut.set(path, why);
	};

	const shipped = closure(entries(vendor), needs);
	const missing = [...shipped].filter((path) => leftOut.has(path));
	if (missing.length) {
		const reasons = missing.map((path) => `${path} ${leftOut.get(path)}`);
		throw new Error(`${vendor.package} cannot do without\n${reasons.join('\n')}`);
	}
	for (const path of files.keys()) {
		if (isShipped(path) && isScript(path) && !shipped.has(path)) leaveOut(path, 'is not used');
	}
	leaveOutWhatNeeds(leftOut, needs, leaveOut);

	const wanted = closure(
		[...files.keys()].filter((path) => !isScript(path) || (isTest(path) && !isTool(path))),
		needs,
	);
	for (const path of shipped) wanted.add(path);
	// Its tests and its types go with a tool, though it does not need them.
	const folders = new Set([...wanted].map(folderOf));
	const beside = [...files.keys()].filter(
		(path) => /\.(test|d)\.ts$/.test(path) && folders.has(folderOf(path)),
	);
	for (const path of closure(beside, needs)) wanted.add(path);
	for (const path of files.keys()) if (isScript(path) && !wanted.has(path)) files.delete(path);
	return { files, leftOut };
}

const isTool = (path: string) => path.startsWith('tools/');

function whyNot(vendor: Vendor, path: string, content: string | Buffer): string | undefined {
	if (COMBINATION.test(path)) return 'is about the combined package';
	if (namesAnother(vendor, path)) return 'is named after another vendor';
	const lines = typeof content === 'string' ? content.split('\n') : [];
	const line = lines.findIndex((text) => namesAnother(vendor, text));
	return line < 0 ? undefined : `names another vendor in line ${line + 1}: ${lines[line]!.trim()}`;
}

/** Pictures and examples' files that no text of the package names any more. */
function leaveOutUnnamed(files: Files): void {
	const texts = [...files].flatMap(([path, text]) => (/\.(md|json)$/.test(path) ? [text] : []));
	for (const path of files.keys()) {
		const name = path.slice(path.lastIndexOf('/') + 1);
		if (NAMED.test(path) && !texts.some((text) => text.includes(name))) files.delete(path);
	}
}

/** The sources of what n8n loads. */
const entries = (vendor: Vendor): string[] =>
	[...MANIFEST.n8n.nodes, ...MANIFEST.n8n.credentials]
		.filter((path) => !namesAnother(vendor, path))
		.map((path) => path.replace(/^dist\//, '').replace(/\.js$/, '.ts'));

/** The given files and all that these need, directly or not. */
function closure(start: string[], needs: Map<string, string[]>): Set<string> {
	const found = new Set(start);
	for (const path of found) for (const needed of needs.get(path) ?? []) found.add(needed);
	return found;
}

/** A script cannot go without what it needs. */
function leaveOutWhatNeeds(
	leftOut: Map<string, string>,
	needs: Map<string, string[]>,
	leaveOut: (path: string, why: string) => void,
): void {
	for (let before = -1; before !== leftOut.size;) {
		before = leftOut.size;
		for (const [path, needed] of needs) {
			const missing = needed.find((one) => leftOut.has(one));
			if (!missing || leftOut.has(path)) continue;
			const why = leftOut.get(missing)!;
			leaveOut(path, why.startsWith('needs ') ? why : `needs ${missing}, which ${why}`);
		}
	}
}
