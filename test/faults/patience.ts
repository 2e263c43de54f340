import { ClientRequest } from 'node:http';
import type { ProxiedRequest } from '../../tools/emulators/faultProxy';

const VENDOR_TIMEOUT_MS = 60_000;
const SHORT_MS = 500;
/** The storage may be silent for two minutes or more, which is checked four times. */
const STALL_DIVISOR = 120;

/**
 * Shortens the waits for a response that does not arrive, so that they end during the test:
 * those of vendor calls chosen by `on`, and those for the storage.
 */
export function shortenPatience(on: (request: ProxiedRequest) => boolean): void {
	const setTimeoutOf = ClientRequest.prototype.setTimeout;
	jest.spyOn(ClientRequest.prototype, 'setTimeout').mockImplementation(function (
		this: ClientRequest,
		ms,
		...rest
	) {
		const { method, path } = this;
		const isChosen = on({ method, path: path.split('?', 1)[0] ?? '' });
		const wanted = ms === VENDOR_TIMEOUT_MS && isChosen ? SHORT_MS : ms;
		return setTimeoutOf.call(this, wanted, ...rest);
	});
	const timeout = AbortSignal.timeout.bind(AbortSignal);
	jest
		.spyOn(AbortSignal, 'timeout')
		.mockImplementation((ms) => timeout(Math.ceil(ms / STALL_DIVISOR)));
}
