import {
	busy,
	emptyAnswer,
	internalError,
	loginPage,
	slowDown,
	type CannedAnswer,
	type Fault,
	type FaultProxy,
	type ProxiedRequest,
} from '../../tools/emulators/faultProxy';
import { xml } from '../../tools/emulators/storage/errors';

interface Kind {
	name: string;
	fault: () => Fault;
	/** How often it happens, compared with the others. */
	weight: number;
	/** Whether the work is done anyway, and nobody is told. */
	lost?: boolean;
}

const kind = (name: string, weight: number, fault: Fault, lost = false): Kind => {
	return { name, weight, fault: () => fault, lost };
};
const said = (name: string, weight: number, answer: CannedAnswer, after = false): Kind =>
	kind(name, weight, { kind: 'answer', after, ...answer }, after);
export const s3Refusal = (message: string): CannedAnswer => ({
	status: 403,
	headers: { 'Content-Type': 'application/xml' },
	body: xml('Error', { Code: 'AccessDenied', Message: message }),
});

/** After the answer. */
const LATE_SECONDS = [0.2, 1, 5, 20];

/** Milliseconds that a second of the nodes takes: a call may then take 3 s, and a long look does. */
export const PACE = 50;
const seconds = (count: number) => count * PACE;

const ANYWHERE = [
	kind('reset before the work', 8, { kind: 'reset', when: 'before' }),
	kind('reset during the body', 6, { kind: 'reset', when: 'body' }),
	kind('reset after the work', 8, { kind: 'reset', when: 'after' }, true),
	kind('answer announced too long', 2, { kind: 'wrongLength', by: 20 }, true),
	kind('answer given twice', 1, { kind: 'duplicate' }),
	kind('answers overtaking', 1, { kind: 'overtaken', ms: 100 }),
	kind('outage of 20 ms', 0.3, { kind: 'outage', ms: 20 }),
	kind('slow', 3, { kind: 'slow', bytesPerSecond: 256 * 1024 }),
	said('503', 3, busy(503)),
	said('503, Retry-After: 0', 2, busy(503, '0')),
	said('429, Retry-After: 1', 1, busy(429, '1')),
];

export const refused: Fault = {
	kind: 'answer',
	status: 403,
	headers: { 'Content-Type': 'application/json' },
	body: '{"detail":"Not now."}',
};

const AT_VENDORS = [
	...ANYWHERE,
	kind('truncated answer', 3, { kind: 'truncate' }, true),
	said('429', 3, busy(429)),
	said('500', 2, busy(500)),
	said('502 after the work', 3, busy(502), true),
	said('504', 2, busy(504)),
	{
		name: '503, Retry-After: a date',
		weight: 1,
		fault: (): Fault => ({
			kind: 'answer',
			...busy(503, new Date(Date.now() + 1000).toUTCString()),
		}),
	},
	...LATE_SECONDS.map((late): Kind => {
		const name = `504, the work done ${late} s later`;
		const answer = busy(504);
		return {
			name,
			weight: 1,
			fault: () => ({ kind: 'late', ms: seconds(late), answer }),
			lost: true,
		};
	}),
	said('HTML instead of JSON', 1, loginPage),
	said('HTML after the work', 1, loginPage, true),
	said('empty answer after the work', 1, emptyAnswer, true),
	kind('refused: 403', 2, refused),
];

const AT_STORAGE = [
	...ANYWHERE,
	said('SlowDown', 3, slowDown),
	said('InternalError', 3, internalError),
	said('500 after the work', 2, internalError, true),
	said('expired address', 4, s3Refusal('Request has expired')),
	said('HTML instead of S3', 1, loginPage),
	said('refused: AccessDenied', 2, s3Refusal('Access Denied')),
];

/** The calls that issue upload URLs. */
export const MINT = /^POST .*\/(document\/secure\/upload|media\/)$/;

/** The calls that create records and attachments. */
const WRITES = /^(POST \/document\/secure\/create|PATCH .*\/(products|plans)\/[^/]+\/)$/;

/** What happened on the way to the services: counts by what went wrong. */
export class Weather {
	readonly faults = new Map<string, number>();
	/** Records and attachments that were created without the node being told. */
	lostWrites = 0;
	/** Files that were stored without the node being told. */
	lostTransfers = 0;

	/** @param rate how many of all calls go wrong, from 0 to 1 */
	constructor(
		private readonly random: () => number,
		private readonly rate: number,
	) {}

	/** From now on, calls through this proxy go wrong at random. */
	over(proxy: FaultProxy, where: 'vendor' | 'storage'): void {
		const kinds = where === 'vendor' ? AT_VENDORS : AT_STORAGE;
		let chosen: Kind | undefined;
		proxy.fail({
			on: (request) => {
				chosen = this.random() < this.rate ? this.choose(kinds, request) : undefined;
				if (chosen) this.note(chosen, request, where);
				return chosen !== undefined;
			},
			fault: () => chosen!.fault(),
			times: Infinity,
		});
	}

	/** How many times something went wrong. */
	get total(): number {
		return [...this.faults.values()].reduce((sum, count) => sum + count, 0);
	}

	private choose(kinds: Kind[], { method }: ProxiedRequest): Kind {
		const possible = kinds.filter(
			({ name }) => method !== 'GET' || name !== 'reset during the body',
		);
		let left = this.random() * possible.reduce((sum, { weight }) => sum + weight, 0);
		return possible.find(({ weight }) => (left -= weight) < 0) ?? possible[0]!;
	}

	private note({ name, lost }: Kind, { method, path }: ProxiedRequest, where: string): void {
		this.faults.set(name, (this.faults.get(name) ?? 0) + 1);
		if (!lost) return;
		if (where === 'storage') this.lostTransfers += 1;
		else if (WRITES.test(`${method} ${path}`)) this.lostWrites += 1;
	}
}
