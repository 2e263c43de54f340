import type { Fault, FaultProxy, ProxiedRequest } from '../../tools/emulators/faultProxy';
import { s3Refusal } from '../soak/weather';
import type { Stage } from '../soak/stage';
import { runItems } from '../soak/uploads';
import type { SoakItem } from '../soak/work';
import { bytesNamed, sha256 } from '../soak/seeded';

/** In one execution; of those that are canceled, twenty are in progress and the others wait. */
const ITEMS = 40;
/** More than a connection takes at once, so that a transfer can be cut in the middle. */
const SIZE = 200 * 1024;

type Uploading = 'document' | 'image';

interface Trouble {
	where: 'vendor' | 'storage';
	on: (request: ProxiedRequest) => boolean;
	fault: Fault;
	/** Cancel the execution once this many requests have met it. */
	cancelAt?: number;
}

const anything = () => true;
const isMint = ({ method, path }: ProxiedRequest) =>
	method === 'POST' && /\/(document\/secure\/upload|media\/)$/.test(path);
const isRecord = ({ method, path }: ProxiedRequest) =>
	method === 'PATCH' || path.endsWith('/document/secure/create');
const refused: Fault = { kind: 'answer', ...s3Refusal('Access Denied') };
const stall = (when: 'before' | 'body'): Fault => ({ kind: 'stall', when });

export const TROUBLES: Record<string, Trouble> = {
	'refused by the storage': { where: 'storage', on: anything, fault: refused },
	'reset before the transfer': {
		where: 'storage',
		on: anything,
		fault: { kind: 'reset', when: 'before' },
	},
	'reset during the transfer': {
		where: 'storage',
		on: anything,
		fault: { kind: 'reset', when: 'body' },
	},
	'reset after the transfer': {
		where: 'storage',
		on: anything,
		fault: { kind: 'reset', when: 'after' },
	},
	'canceled in the mint': { where: 'vendor', on: isMint, fault: stall('before'), cancelAt: 20 },
	'canceled in the transfer': {
		where: 'storage',
		on: anything,
		fault: stall('body'),
		cancelAt: 20,
	},
	'canceled in the record': { where: 'vendor', on: isRecord, fault: stall('before'), cancelAt: 5 },
};

/** Runs one execution into trouble. Resolves with the number of uploads that did not work. */
export async function runInto(stage: Stage, kind: Uploading, trouble: Trouble): Promise<number> {
	const vendor = kind === 'document' ? stage.proxies.karmaCheck : stage.proxies.kelviq;
	const proxy = trouble.where === 'vendor' ? vendor : stage.proxies.storage;
	const met = meeting(proxy, trouble);
	const cancelOn = trouble.cancelAt === undefined ? undefined : met;
	const { items, status } = await runItems(
		stage,
		0,
		{ kind, items: work(stage, kind) },
		{ cancelOn },
	);
	await stage.clearWeather();
	if (cancelOn) return status === 'canceled' ? ITEMS : 0;
	return items.filter(({ json }) => 'error' in json).length;
}

/** Makes the fault happen from now on. Resolves when enough requests have met it. */
async function meeting(proxy: FaultProxy, { on, fault, cancelAt = 0 }: Trouble): Promise<void> {
	let count = 0;
	await new Promise<void>((resolve) => {
		proxy.fail({
			on,
			times: Infinity,
			fault: () => {
				count += 1;
				if (count === cancelAt) resolve();
				return fault;
			},
		});
	});
}

function work({ targets }: Stage, kind: Uploading): SoakItem[] {
	return Array.from({ length: ITEMS }, (_, index) => {
		const name = `${index}.${kind === 'document' ? 'pdf' : 'png'}`;
		const hash = sha256(bytesNamed(`0 ${name}`, SIZE));
		const target = targets[kind][index % targets[kind].length]!;
		return { kind, target, files: [{ name, size: SIZE, sha256: hash }] };
	});
}
