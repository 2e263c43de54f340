import { compareContracts } from './contract';
import { demandedBy, isEnough, raised } from './version';

/** What a release is made of. */
export interface Release {
	/** e.g. 'v0.2.0' */
	tag: string;
	/** package.json, as text. */
	manifest: string;
	/** CHANGELOG.md */
	notes: string;
	/** The snapshot of the contract. */
	contract: string;
	/** The release before, if there is one. */
	last?: { tag: string; contract: string };
}

/** @returns what stands in the way of a release, in sentences; nothing if all is well */
export function objections({ tag, manifest, notes, contract, last }: Release): string[] {
	const { version } = JSON.parse(manifest) as { version: string };
	const found: string[] = [];
	if (tag !== `v${version}`) found.push(`The tag is ${tag}, and package.json has ${version}.`);
	if (manifest.includes('example.com'))
		found.push('package.json still has placeholders of example.com: see CHANGELOG.md.');

	const section = notes.split(/^## /m).find((part) => part.split(/\s/)[0] === version) ?? '';
	const [heading = '', ...lines] = section.split('\n');
	if (heading.trim() !== version) found.push(`CHANGELOG.md has no heading '## ${version}'.`);
	if (!lines.some((line) => line.startsWith('- Saved workflows:')))
		found.push(`The notes of ${version} have no line '- Saved workflows: …'.`);

	if (last) {
		const change = compareContracts(last.contract, contract);
		const before = last.tag.replace(/^v/, '');
		const demanded = demandedBy(change, before);
		if (!isEnough(raised(before, version), demanded)) {
			const what = [
				...change.removed.map((path) => `removed: ${path}`),
				...change.added.map((path) => `added: ${path}`),
			].slice(0, 10);
			found.push(
				[`The contract demands a ${demanded} version after ${before}.`, ...what].join('\n  '),
			);
		}
	}
	return found;
}
