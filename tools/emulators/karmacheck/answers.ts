import { STATUS_CODES } from 'node:http';

import { type Answer, type Failure, type Fault, Refusal } from '../vendor/types';
import type { KarmaCheckState } from './state';

/** Most errors contain one text, a 400 a list of them. */
function answer(status: number, message: string | string[]): Answer {
	return { status, json: { message, error: STATUS_CODES[status] ?? '', statusCode: status } };
}

/** 400, one text for each fault. */
export function badRequest(messages: string[]): Refusal {
	return new Refusal(answer(400, messages));
}

/** 403, also the response to ids that do not exist. */
export function forbidden(message: string): Refusal {
	return new Refusal(answer(403, message));
}

/** 422, for what the state of things does not allow. */
export function unprocessable(message: string): Refusal {
	return new Refusal(answer(422, message));
}

/** KarmaCheck's wording of a request that no endpoint answered. */
export function toAnswer(state: KarmaCheckState, failure: Failure): Answer {
	const { status, message, faults } = failure;
	switch (status) {
		case 401:
			return answer(state.invalidTokenStatus, wrongToken(failure.authorization));
		case 404:
		case 405:
			return { status: 404, text: `Cannot ${failure.method} ${failure.path}` };
		case 400:
		case 415:
			return answer(400, faults.length > 0 ? faults.map(toSentence) : [message]);
		default:
			return answer(status, message);
	}
}

function wrongToken(authorization: string | undefined): string {
	return /^Bearer \S+$/.test(authorization ?? '')
		? 'invalid authentication token'
		: 'Invalid token format, expected "Bearer <token>"';
}

function toSentence({ field, rule, message }: Fault): string {
	const name = field.join('.');
	if (rule === 'required') return `${name} should not be empty`;
	if (rule === 'additionalProperties') return `property ${name} should not exist`;
	return rule === '' ? message : `${name} ${message}`.trim();
}
