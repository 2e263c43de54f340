import type { Request } from 'express';

import { pathOf } from './recording';
import type { Failure, Fault } from './types';

/** Errors without faults of their own have one with the request's path. */
const LOCATIONS = ['body', 'query', 'params', 'headers'];

interface ValidatorFault {
	path?: string;
	message?: string;
	errorCode?: string;
}

/** What went wrong, read from an error of the validator, the body parser or the emulator. */
export function toFailure(error: unknown, request: Request): Failure {
	const known = error instanceof Error ? error : new Error(String(error));
	const status = 'status' in known && typeof known.status === 'number' ? known.status : 500;
	const faults: ValidatorFault[] =
		'errors' in known && Array.isArray(known.errors) ? known.errors : [];
	return {
		status,
		message: known.message,
		method: request.method,
		path: pathOf(request),
		authorization: request.headers.authorization,
		faults: faults.map(toFault).filter(({ location }) => LOCATIONS.includes(location)),
	};
}

/** The validator writes paths as `/body/files/0/mimeType` and rules as `type.openapi.validation`. */
function toFault({ path = '', message = '', errorCode = '' }: ValidatorFault): Fault {
	const [location = '', ...field] = path.split('/').slice(1);
	return { location, field, rule: errorCode.split('.', 1)[0] ?? '', message };
}
