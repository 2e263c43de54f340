import type { FaultName } from './faults';
import type { Step } from './flow';

/** How an item ends. */
export type Ending = Count &
	/** Stored and recorded, exactly once. */
	(
		| { ends: 'goes on' }
		/** The same, after checking what the unclear call had done. */
		| { ends: 'reconciled' }
		/** An error; `stored` if the file is there although the transfer is reported as failed. */
		| { ends: 'stops'; says: RegExp; stored?: 0 | 1; reports?: string }
	);

interface Count {
	/** How often the call at fault arrived. */
	sent: number;
	/** Or more often: how many fit into a time, or what another try reads again. */
	orMore?: boolean;
	/** Whether it takes a long look. */
	waits?: boolean;
}

const goesOn = (sent: number): Ending => ({ ends: 'goes on', sent });
type Stops = Extract<Ending, { ends: 'stops' }>;
const stops = (sent: number, says: RegExp): Stops => ({ ends: 'stops', sent, says });
const stopsStored = (says: RegExp): Ending => ({ ends: 'stops', sent: 1, says, stored: 1 });
const waits = (ending: Ending): Ending => ({ ...ending, waits: true });

const once = goesOn(1);
const again = goesOn(2);
const found: Ending = { ends: 'reconciled', sent: 1 };
const missedAndSent = waits({ ends: 'reconciled', sent: 2 });
const gaveUp = (sent: number, says: RegExp) => waits(stops(sent, says));
const orMore = (ending: Ending): Ending => ({ ...ending, orMore: true });
/** A minute of pauses, which get ten seconds long, has place for so many attempts. */
const MANY = 8;
const keepsTrying = (says: RegExp): Stops => ({ ...stops(MANY, says), orMore: true });
const stillLooking = (says: RegExp) => orMore(gaveUp(MANY, says));

/** For each fault, how it ends by the kind of the call; undefined where it cannot happen. */
interface Row {
	call?: Ending;
	transfer?: Ending;
	write?: Ending;
	look?: Ending;
}

/** Looks are calls that are safe to repeat, but that also go on where a call would give up. */
const row = (call: Ending, transfer: Ending, write: Ending, look = call): Row => {
	return { call, transfer, write, look };
};

const REFUSED = /could not be reached|was interrupted \(ECONNREFUSED\)/;
const RESET =
	/was lost before a response arrived \(ECONNRESET\)|was interrupted \(ECONNRESET\)|could not be reached to sign in/;
const BUSY = /(returned|session token|storage returned) \(?429|asked not to be called again before/;
const DOWN = /(returned|session token|storage returned) \(?503/;
const LOGIN = /“a web page, 'Sign in to continue'”|did not issue a session token \(200\)/;
const NOTHING =
	/returned nothing instead|storage returned 200\. |did not issue a session token \(200\)/;

// prettier-ignore
export const table: Record<FaultName, Row> = {
	//                                               calls                transfer             writes                looks
	'the connection is refused':                 row(once,                once,                once),
	'every connection is refused':               row(stops(0, REFUSED),   stops(0, REFUSED),   stops(0, REFUSED),    gaveUp(0, REFUSED)),
	'the connection is reset before the work':   row(again,               again,               missedAndSent),
	'the connection is reset within the body':   { transfer: again },
	'the connection is reset after the work':    row(again,               again,               found),
	'every connection is reset before the work': row(keepsTrying(RESET),  keepsTrying(RESET),  gaveUp(2, RESET),     stillLooking(RESET)),
	'every connection is reset after the work':  row(keepsTrying(RESET),  { ...keepsTrying(RESET), stored: 1 }, found, stillLooking(RESET)),
	'nothing comes back, and no work is done':   row(again,               again,               missedAndSent),
	'nothing moves within the body':             { transfer: again },
	'nothing comes back after the work':         row(again,               again,               found),
	'the line is slow':                          row(once,                once,                once),
	'429':                                       row(again,               again,               again),
	'429, Retry-After in seconds':               row(again,               again,               again),
	'429, Retry-After as a date':                row(again,               again,               again),
	'429, Retry-After in an hour':               row(stops(1, BUSY),      stops(1, BUSY),      stops(1, BUSY),       stops(1, BUSY)),
	'429 always':                                row(keepsTrying(BUSY),   keepsTrying(BUSY),   keepsTrying(BUSY),    stillLooking(BUSY)),
	'500':                                       row(again,               again,               missedAndSent),
	'502':                                       row(again,               again,               missedAndSent),
	'502 after the work':                        row(again,               again,               found),
	'503, Retry-After in seconds':               row(again,               again,               missedAndSent),
	'503 always':                                row(keepsTrying(DOWN),   keepsTrying(DOWN),   gaveUp(2, DOWN),      stillLooking(DOWN)),
	'504':                                       row(again,               again,               missedAndSent),
	'504 after the work':                        row(again,               again,               found),
	"S3's 503 SlowDown":                         { transfer: again },
	"S3's 500 InternalError":                    { transfer: again },
	"S3's 400 RequestTimeout":                   { transfer: again },
	"a proxy's login page":                      row(stops(1, LOGIN),     stops(1, LOGIN),     gaveUp(1, LOGIN)),
	"a proxy's login page, always":              row(stops(1, LOGIN),     stops(1, LOGIN),     gaveUp(1, LOGIN)),
	"a proxy's login page after the work":       row(stops(1, LOGIN),     stopsStored(LOGIN),  found),
	'200 with nothing':                          row(again,               stops(1, NOTHING),   gaveUp(1, NOTHING),   again),
	'200 with nothing after the work':           row(again,               stopsStored(NOTHING), found,              again),
	'the answer is cut short':                   row(again,               again,               found),
	'the answer is announced as longer':         row(again,               again,               found),
	'the answer is announced as shorter':        row(again,               again,               found),
	'the answer comes twice':                    row(once,                once,                once),
	'a later answer overtakes it':               row(once,                once,                once),

	'504, and the work is done 0.2 s later':               { write: found },
	'504, and the work is done 1 s later':                 { write: found },
	'504, and the work is done 5 s later':                 { write: found },
	'504, and the work is done 20 s later':                { write: found },
	'a reset, and the work is done 20 s later':            { write: found },
	'nothing comes back, and the work is done after 62 s': { write: found },
	'the answer is lost, and the list lags by a read':     { write: found },
	'the answer is lost, and the list lags by 2 reads':    { write: found },
	'the answer is lost, and the list lags by 3 reads':    { write: found },
	'the work is late by 5 s, and the list lags by 3 reads': { write: found },

	'the first try is refused':                            row(orMore(again), again,         again),
	'the first try is refused, with three items':          row(orMore(again), again,         again),
	'the answer is lost, and the first try may not look':                   { write: found },
	'the work is late by 20 s, and the first try may not look':             { write: found },
	'the answer is lost, with three items':                                 { write: found },
	'504, with three items':                                                { write: missedAndSent },
	'the work is late by 5 s, with three items':                            { write: found },
	'the answer is lost, and the first try may not look, with three items': { write: found },
};

/** Exceptions, by fault and step. */
const exceptions: Partial<Record<FaultName, Record<string, Ending>>> = {
	// Nothing else of the host is called meanwhile, such as the case.
	'429, Retry-After in an hour': { 'MIME types': { ...stops(1, BUSY), reports: 'request' } },
	// Without the list, KarmaCheck checks the type itself.
	'429 always': { 'MIME types': orMore(goesOn(MANY)) },
	'503 always': { 'MIME types': orMore(goesOn(MANY)) },
	// The status says enough: 404 if there is no draft, 204 if the file is stored.
	'the answer is cut short': { 'read its draft': once },
	'the answer is announced as longer': { 'read its draft': once, 'transfer of the form': once },
	'the answer is announced as shorter': { 'read its draft': once },
};

/** How a fault of a step ends; undefined where it cannot happen. */
export function endingOf(
	fault: FaultName,
	stepName: string,
	{ kind, optional }: Step,
): Ending | undefined {
	const exception = exceptions[fault]?.[stepName];
	if (exception) return exception;
	const ending = table[fault][kind];
	if (!optional || ending?.ends !== 'stops') return ending;
	return { ends: 'goes on', sent: ending.sent, orMore: ending.orMore };
}
