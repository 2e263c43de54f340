import type { FaultName } from './faults';
import type { Step } from './flow';

/** How an item ends. `sent` is how often the call at fault arrived. */
export type Ending =
	/** Stored and recorded, exactly once. */
	| { ends: 'goes on'; sent: number }
	/** The same, after checking what the unclear call had done. */
	| { ends: 'reconciled'; sent: number }
	/** An error; `stored` if the file is there although the transfer is reported as failed. */
	| { ends: 'stops'; sent: number; says: RegExp; stored?: 0 | 1 };

const goesOn = (sent: number): Ending => ({ ends: 'goes on', sent });
const reconciled = (sent: number): Ending => ({ ends: 'reconciled', sent });
const stops = (sent: number, says: RegExp): Ending => ({ ends: 'stops', sent, says });
const stopsStored = (says: RegExp): Ending => ({ ends: 'stops', sent: 1, says, stored: 1 });

const once = goesOn(1);
const again = goesOn(2);
const found = reconciled(1);
const missedAndSent = reconciled(2);

/** For each fault, how it ends by the kind of the call; only the transfer has a long body and S3's errors. */
type Row = { transfer: Ending } & (
	| { call: Ending; write: Ending } //
	| { call?: undefined; write?: undefined }
);

const row = (call: Ending, transfer: Ending, write: Ending): Row => ({ call, transfer, write });

const REFUSED = /could not be reached|was interrupted \(ECONNREFUSED\)/;
const RESET =
	/was lost before a response arrived \(ECONNRESET\)|was interrupted \(ECONNRESET\)|could not be reached to sign in/;
const BUSY = /(returned|session token|storage returned) \(?429/;
const DOWN = /(returned|session token|storage returned) \(?503/;
const LOGIN = /“a web page, 'Sign in to continue'”|did not issue a session token \(200\)/;
const NOTHING =
	/returned nothing instead|storage returned 200\. |did not issue a session token \(200\)/;

// prettier-ignore
export const table: Record<FaultName, Row> = {
	//                                               calls                transfer             writes
	'the connection is refused':                 row(once,                once,                once),
	'every connection is refused':               row(stops(0, REFUSED),   stops(0, REFUSED),   stops(0, REFUSED)),
	'the connection is reset before the work':   row(again,               again,               missedAndSent),
	'the connection is reset within the body':   { transfer: again },
	'the connection is reset after the work':    row(again,               again,               found),
	'every connection is reset before the work': row(stops(4, RESET),     stops(4, RESET),     stops(3, RESET)),
	'every connection is reset after the work':  row(stops(4, RESET),     { ...stopsStored(RESET), sent: 4 }, found),
	'nothing comes back, and no work is done':   row(again,               again,               missedAndSent),
	'nothing moves within the body':             { transfer: again },
	'nothing comes back after the work':         row(again,               again,               found),
	'the line is slow':                          row(once,                once,                once),
	'429':                                       row(again,               again,               again),
	'429, Retry-After in seconds':               row(again,               again,               again),
	'429, Retry-After as a date':                row(again,               again,               again),
	'429, Retry-After in an hour':               row(stops(1, BUSY),      stops(1, BUSY),      stops(1, BUSY)),
	'429 always':                                row(stops(4, BUSY),      stops(4, BUSY),      stops(4, BUSY)),
	'500':                                       row(again,               again,               missedAndSent),
	'502':                                       row(again,               again,               missedAndSent),
	'502 after the work':                        row(again,               again,               found),
	'503, Retry-After in seconds':               row(again,               again,               missedAndSent),
	'503 always':                                row(stops(4, DOWN),      stops(4, DOWN),      stops(3, DOWN)),
	'504':                                       row(again,               again,               missedAndSent),
	'504 after the work':                        row(again,               again,               found),
	"S3's 503 SlowDown":                         { transfer: again },
	"S3's 500 InternalError":                    { transfer: again },
	"S3's 400 RequestTimeout":                   { transfer: again },
	"a proxy's login page":                      row(stops(1, LOGIN),     stops(1, LOGIN),     missedAndSent),
	"a proxy's login page, always":              row(stops(1, LOGIN),     stops(1, LOGIN),     stops(3, LOGIN)),
	"a proxy's login page after the work":       row(stops(1, LOGIN),     stopsStored(LOGIN),  found),
	'200 with nothing':                          row(stops(1, NOTHING),   stops(1, NOTHING),   missedAndSent),
	'200 with nothing after the work':           row(stops(1, NOTHING),   stopsStored(NOTHING), found),
	'the answer is cut short':                   row(again,               again,               found),
	'the answer is announced as longer':         row(again,               again,               found),
	'the answer is announced as shorter':        row(again,               again,               found),
	'the answer comes twice':                    row(once,                once,                once),
	'a later answer overtakes it':               row(once,                once,                once),
};

/** Exceptions, by fault and step. */
const exceptions: Partial<Record<FaultName, Record<string, Ending>>> = {
	// Without the list, KarmaCheck checks the type itself.
	'429, Retry-After in an hour': { 'MIME types': once },
	'429 always': { 'MIME types': goesOn(4) },
	'503 always': { 'MIME types': goesOn(4) },
	// The status says enough: 404 if there is no draft, 204 if the file is stored.
	'the answer is cut short': { 'read its draft': once },
	'the answer is announced as longer': { 'read its draft': once, 'transfer of the form': once },
};

/** How a fault of a step ends; undefined where it cannot happen. */
export function endingOf(
	fault: FaultName,
	stepName: string,
	{ kind, optional }: Step,
): Ending | undefined {
	const ending = exceptions[fault]?.[stepName] ?? table[fault][kind];
	return optional && ending?.ends === 'stops' ? goesOn(ending.sent) : ending;
}
