import type { Profiler } from 'node:inspector';

const OWN_CODE = 'n8n-nodes-karmacheck-kelviq/dist/';

/** Where a process spends its time. */
export const PLACES = [
	'this package',
	'n8n and its libraries',
	'Node.js and the system',
	'garbage collector',
	'waiting',
] as const;

export type Place = (typeof PLACES)[number];

export interface Times {
	/** Milliseconds in each place itself. */
	places: Record<Place, number>;
	/** Milliseconds in this package and in whatever it calls. */
	called: number;
}

/** As https://chromedevtools.github.io/devtools-protocol/tot/Profiler/ has it. */
export interface TimedProfile extends Profiler.Profile {
	/** Milliseconds since the epoch. */
	startedAt: number;
}

/** @param from, to in milliseconds since the epoch: what is profiled before and after is left out */
export function timesOf(profile: TimedProfile, { from, to }: { from: number; to: number }): Times {
	const { nodes, samples = [], timeDeltas = [] } = profile;
	const times: Times = {
		places: Object.fromEntries(PLACES.map((place) => [place, 0])) as Times['places'],
		called: 0,
	};
	const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
	const callers = new Map<number, number>();
	for (const { id, children = [] } of nodes) for (const child of children) callers.set(child, id);
	const isCalled = (id: number | undefined): boolean =>
		id !== undefined && (places.get(id) === 'this package' || isCalled(callers.get(id)));
	let now = profile.startedAt;
	for (const [index, id] of samples.entries()) {
		const ms = (timeDeltas[index] ?? 0) / 1_000;
		now += ms;
		if (now < from || now > to) continue;
		times.places[places.get(id) ?? 'Node.js and the system'] += ms;
		if (isCalled(id)) times.called += ms;
	}
	return times;
}

/** V8 names what is no function in brackets; what is native has no address. */
function placeOf({ functionName, url }: { functionName: string; url: string }): Place {
	if (functionName === '(garbage collector)') return 'garbage collector';
	if (functionName === '(idle)') return 'waiting';
	if (url.includes(OWN_CODE)) return 'this package';
	return url && !url.startsWith('node:') ? 'n8n and its libraries' : 'Node.js and the system';
}
