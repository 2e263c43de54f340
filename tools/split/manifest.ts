import type { Files } from './checkout';
import { MANIFEST, type Manifest } from './combined';
import { namesAnother, othersOf, type Vendor } from './vendors';

/** The package.json of one vendor. */
export function manifestOf(vendor: Vendor, checkout: Files, files: Files): Manifest {
	const own = (entry: string) => !namesAnother(vendor, entry);
	const ofOthers = othersOf(vendor).flatMap(({ keywords }) => keywords);
	const { nodes, credentials } = MANIFEST.n8n;
	const scripts = scriptsWith(files, checkout);
	const named = JSON.stringify(MANIFEST).replaceAll(MANIFEST.name, vendor.package);
	return {
		...(JSON.parse(named) as Manifest),
		description: vendor.description,
		keywords: MANIFEST.keywords.filter((word) => own(word) && !ofOthers.includes(word)),
		n8n: { ...MANIFEST.n8n, nodes: nodes.filter(own), credentials: credentials.filter(own) },
		scripts,
		devDependencies: dependenciesOf(files, checkout, Object.values(scripts)),
	};
}

/** The scripts whose files are there; of those that run others, the others that are there. */
function scriptsWith(files: Files, checkout: Files): Record<string, string> {
	const isThere = (word: string) => files.has(word) || !checkout.has(word);
	const scripts = Object.entries(MANIFEST.scripts).filter(([, command]) =>
		command.split(/[\s=]+/).every(isThere),
	);
	const names = new Set(scripts.map(([name]) => name));
	const runs = (step: string) => /\bnpm run (\S+)/.exec(step)?.[1];
	return Object.fromEntries(
		scripts.flatMap(([name, command]) => {
			const steps = command.split(' && ').filter((step) => names.has(runs(step) ?? name));
			return steps.length ? [[name, steps.join(' && ')]] : [];
		}),
	);
}

/** Without the development dependencies that only files which stay behind import. */
function dependenciesOf(files: Files, checkout: Files, commands: string[]): Record<string, string> {
	const words = new Set(commands.flatMap((command) => command.split(' ')));
	const scripts = (all: Files) =>
		[...all].flatMap(([path, text]) => (/\.[cm]?[jt]s$/.test(path) ? [String(text)] : []));
	const [here, everywhere] = [scripts(files), scripts(checkout)];
	const usedIn = (texts: string[], name: string) =>
		texts.some((text) => new RegExp(`['"]${name}(/[^'"]*)?['"]`).test(text));
	const isNeeded = (name: string) =>
		words.has(name) || !usedIn(everywhere, name) || usedIn(here, name);
	return Object.fromEntries(
		Object.entries(MANIFEST.devDependencies).filter(([name]) =>
			isNeeded(name.startsWith('@types/') ? name.slice('@types/'.length) : name),
		),
	);
}
