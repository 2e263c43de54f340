import { PLACES } from '../profile';
import type { Profile } from '../results';
import { median } from '../statistics';
import { ms, size, table } from './format';
import type { Section } from './section';

/** Milliseconds per item in this package's code and in all that it calls. */
export const ownTime = ({ items, times }: Profile): number =>
	median(times.map(({ called }) => called)) / items;

/** The one that profiles calls without a file. */
export function metadataProfile(profiles: Profile[]): Profile {
	const found = profiles.find(({ bytes }) => bytes === 0);
	if (!found) throw new Error('No profile of calls without a file');
	return found;
}

export function profilesSection(profiles: Profile[]): Section {
	const head = profiles.map(({ peer, items, bytes }) =>
		bytes ? `PUT of ${size(bytes)} by ${peer} (ms)` : `${items} calls by ${peer} (ms)`,
	);
	const rows = PLACES.map((place) => [
		place,
		...profiles.map(({ times }) => ms(median(times.map(({ places }) => places[place])))),
	]);
	const calls = metadataProfile(profiles);
	return {
		title: 'Where the time goes',
		text:
			"Processor profiles of n8n's main process while the nodes run. n8n's file storage hands out " +
			'each piece of a file in memory of its own, and V8 answers every [64 MB of such memory](' +
			'https://chromium.googlesource.com/v8/v8/+/refs/heads/main/include/v8-internal.h) with a ' +
			"walk through all that n8n holds: the garbage collector's row. A node can neither read into " +
			'memory that it has already nor tell when a piece may be used again: files come from ' +
			"n8n's helper, and leave by n8n's HTTP client. curl sends from one buffer.\n\n" +
			`An item of the ${calls.items} calls costs ${ms(ownTime(calls))} ms in this package and in ` +
			'whatever it calls before it hands over; the rest is n8n, its HTTP client and its database, ' +
			'from which n8n reads the credential for every call.',
		tables: [table(['', ...head], rows)],
		charts: {},
	};
}
