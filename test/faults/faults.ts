import {
	busy,
	emptyAnswer,
	internalError,
	loginPage,
	requestTimeout,
	slowDown,
	type CannedAnswer,
	type Fault,
} from '../../tools/emulators/faultProxy';

/** A fault as it happens to a step: once, or to every such call from then on. */
export interface Happening {
	fault: Fault | 'refused';
	always?: boolean;
	/** How many items are worked on at once. Default: one. */
	items?: number;
	/** Whether the file is too large for the buffers of a connection. */
	largeFile?: boolean;
	/** Whether nearly all of its time is waiting: for an answer, or before other attempts. */
	waits?: boolean;
}

const answer = (canned: Omit<Extract<Fault, { kind: 'answer' }>, 'kind'>): Happening => ({
	fault: { kind: 'answer', ...canned },
});
const after = (canned: CannedAnswer): Happening => answer({ ...canned, after: true });
const always = (happening: Happening): Happening => ({ ...happening, always: true });
const waits = (happening: Happening): Happening => ({ ...happening, waits: true });

const HOUR_AGO = new Date(Date.now() - 3_600_000).toUTCString();

export const faults = {
	'the connection is refused': { fault: 'refused' },
	'every connection is refused': { fault: 'refused', always: true },
	'the connection is reset before the work': { fault: { kind: 'reset', when: 'before' } },
	'the connection is reset within the body': {
		fault: { kind: 'reset', when: 'body' },
		largeFile: true,
	},
	'the connection is reset after the work': { fault: { kind: 'reset', when: 'after' } },
	'every connection is reset before the work': waits(
		always({ fault: { kind: 'reset', when: 'before' } }),
	),
	'every connection is reset after the work': always({ fault: { kind: 'reset', when: 'after' } }),
	'nothing comes back, and no work is done': waits({ fault: { kind: 'stall', when: 'before' } }),
	'nothing moves within the body': waits({
		fault: { kind: 'stall', when: 'body' },
		largeFile: true,
	}),
	'nothing comes back after the work': waits({ fault: { kind: 'stall', when: 'after' } }),
	'the line is slow': { fault: { kind: 'slow', bytesPerSecond: 20_000 } },
	'429': answer(busy(429)),
	'429, Retry-After in seconds': waits(answer(busy(429, '1'))),
	'429, Retry-After as a date': answer(busy(429, HOUR_AGO)),
	'429, Retry-After in an hour': answer(busy(429, '3600')),
	'429 always': always(answer(busy(429, '0'))),
	'500': answer(busy(500)),
	'502': answer(busy(502)),
	'502 after the work': after(busy(502)),
	'503, Retry-After in seconds': waits(answer(busy(503, '1'))),
	'503 always': waits(always(answer(busy(503)))),
	'504': answer(busy(504)),
	'504 after the work': after(busy(504)),
	"S3's 503 SlowDown": answer(slowDown),
	"S3's 500 InternalError": answer(internalError),
	"S3's 400 RequestTimeout": answer(requestTimeout),
	"a proxy's login page": answer(loginPage),
	"a proxy's login page, always": waits(always(answer(loginPage))),
	"a proxy's login page after the work": after(loginPage),
	'200 with nothing': answer(emptyAnswer),
	'200 with nothing after the work': after(emptyAnswer),
	'the answer is cut short': { fault: { kind: 'truncate' } },
	'the answer is announced as longer': { fault: { kind: 'wrongLength', by: 9 } },
	'the answer is announced as shorter': { fault: { kind: 'wrongLength', by: -9 } },
	'the answer comes twice': { fault: { kind: 'duplicate' } },
	'a later answer overtakes it': { fault: { kind: 'overtaken', ms: 100 }, items: 2 },
} satisfies Record<string, Happening>;

export type FaultName = keyof typeof faults;

/** The faults that wait, which are proven with the other long proofs, or those that do not. */
export function faultsThat(wait: boolean): FaultName[] {
	const all = Object.entries<Happening>(faults);
	return all.filter(([, { waits = false }]) => waits === wait).map(([name]) => name as FaultName);
}
