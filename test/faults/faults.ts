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
	/** How many reads the lists lag behind. */
	lag?: number;
	/** Whether n8n runs a node again that failed. */
	retryOnFail?: boolean;
	/** What also happens to the first look at what the write has done. */
	atFirstLook?: Fault;
	/** Whether nearly all of its time is waiting: for an answer, or before other attempts. */
	waits?: boolean;
}

/** Milliseconds that a second of the nodes takes in these tests: a call may then take 3 s. */
export const PACE = 50;

const answer = (canned: Omit<Extract<Fault, { kind: 'answer' }>, 'kind'>): Happening => ({
	fault: { kind: 'answer', ...canned },
});
const after = (canned: CannedAnswer): Happening => answer({ ...canned, after: true });
const always = (happening: Happening): Happening => ({ ...happening, always: true });
const waits = (happening: Happening): Happening => ({ ...happening, waits: true });
/** @param seconds of the nodes' */
const late = (
	seconds: number,
	told: Extract<Fault, { kind: 'late' }>['answer'] = busy(504),
): Happening => ({ fault: { kind: 'late', ms: seconds * PACE, answer: told } });
const lost: Happening = { fault: { kind: 'reset', when: 'after' } };
const refusal: CannedAnswer = {
	status: 403,
	headers: { 'Content-Type': 'application/json' },
	body: '{"message":"Not now.","detail":"Not now."}',
};
const refused = { kind: 'answer', ...refusal } as const;

const HOUR_AGO = new Date(Date.now() - 3_600_000).toUTCString();

export const faults = {
	'the connection is refused': { fault: 'refused' },
	'every connection is refused': { fault: 'refused', always: true },
	'the connection is reset before the work': { fault: { kind: 'reset', when: 'before' } },
	'the connection is reset within the body': {
		fault: { kind: 'reset', when: 'body' },
		largeFile: true,
	},
	'the connection is reset after the work': lost,
	'every connection is reset before the work': waits(
		always({ fault: { kind: 'reset', when: 'before' } }),
	),
	'every connection is reset after the work': waits(always(lost)),
	'nothing comes back, and no work is done': waits({ fault: { kind: 'stall', when: 'before' } }),
	'nothing moves within the body': waits({
		fault: { kind: 'stall', when: 'body' },
		largeFile: true,
	}),
	'nothing comes back after the work': waits({ fault: { kind: 'stall', when: 'after' } }),
	'the line is slow': { fault: { kind: 'slow', bytesPerSecond: 20_000 } },
	'429': answer(busy(429)),
	'429, Retry-After in seconds': answer(busy(429, '1')),
	'429, Retry-After as a date': answer(busy(429, HOUR_AGO)),
	'429, Retry-After in an hour': answer(busy(429, '3600')),
	'429 always': waits(always(answer(busy(429, '0')))),
	'500': answer(busy(500)),
	'502': answer(busy(502)),
	'502 after the work': after(busy(502)),
	'503, Retry-After in seconds': answer(busy(503, '1')),
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

	'504, and the work is done 0.2 s later': late(0.2),
	'504, and the work is done 1 s later': late(1),
	'504, and the work is done 5 s later': waits(late(5)),
	'504, and the work is done 20 s later': waits(late(20)),
	'a reset, and the work is done 20 s later': waits(late(20, 'reset')),
	'nothing comes back, and the work is done after 62 s': waits(late(62, 'none')),
	'the answer is lost, and the list lags by a read': { ...lost, lag: 1 },
	'the answer is lost, and the list lags by 2 reads': { ...lost, lag: 2 },
	'the answer is lost, and the list lags by 3 reads': { ...lost, lag: 3 },
	'the work is late by 5 s, and the list lags by 3 reads': waits({ ...late(5), lag: 3 }),

	'the first try is refused': { fault: refused, retryOnFail: true },
	'the first try is refused, with three items': { fault: refused, retryOnFail: true, items: 3 },
	'the answer is lost, and the first try may not look': {
		...lost,
		atFirstLook: refused,
		retryOnFail: true,
	},
	'the work is late by 20 s, and the first try may not look': waits({
		...late(20),
		atFirstLook: refused,
		retryOnFail: true,
	}),
	'the answer is lost, with three items': { ...lost, items: 3 },
	'504, with three items': { ...answer(busy(504)), items: 3 },
	'the work is late by 5 s, with three items': waits({ ...late(5), items: 3 }),
	'the answer is lost, and the first try may not look, with three items': {
		...lost,
		atFirstLook: refused,
		retryOnFail: true,
		items: 3,
	},
} satisfies Record<string, Happening>;

export type FaultName = keyof typeof faults;
