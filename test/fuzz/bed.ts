import { inspect } from 'node:util';
import type { TestResult } from '../engine';
import { startBed } from '../support/bed';
import type { Move } from './moves';
import type { Subject } from './operations';
import { Relay, startElsewhere } from './relay';
import { waiting } from './waiting';

export type FuzzBed = Awaited<ReturnType<typeof startFuzzBed>>;

/** The real engine and emulators, with relays in between that respond as they are told. */
export async function startFuzzBed() {
	const bed = await startBed();
	const { storage, karmaCheck, kelviq } = bed;
	const elsewhere = await startElsewhere();
	const replaced = (): Array<[string, string]> => [
		[storage.origin, storageRelay.origin],
		elsewhere.swap,
	];
	const storageRelay = await Relay.start(storage.origin, replaced);
	const relays = {
		karmaCheck: await Relay.start(karmaCheck.origin, replaced),
		kelviq: await Relay.start(kelviq.origin, replaced),
	};
	const handedOut = watchSignatures(storage);

	return {
		storage,
		karmaCheck,
		kelviq,
		elsewhere,
		storageRelay,
		/** Runs an operation on one item, whose requests get the responses that the moves define. */
		async run({ node, resource, operation, ...subject }: Subject, vendor: Move[], store: Move[]) {
			const { origin } = relays[node];
			relays[node].play(vendor);
			storageRelay.play(store);
			elsewhere.arrived.length = 0;
			waiting.ms = 0;
			return await bed.engine.run({
				node,
				credentials: {
					karmaCheckApi: { ...bed.karmaCheckApi(), baseUrl: origin },
					kelviqApi: { ...bed.kelviqApi(), baseUrl: `${origin}/api/v1` },
				},
				items: subject.items ?? [{}],
				parameters: { resource, operation, ...subject.parameters?.(bed) },
			});
		},
		/** What must not reach any message or any other host. */
		secrets: (): string[] => [
			...[karmaCheck.apiKey, karmaCheck.clientAccessToken, karmaCheck.token, kelviq.apiKey],
			...relays.karmaCheck.arrived.flatMap((text) => /Bearer (eyJ\S{20,})/.exec(text)?.[1] ?? []),
			...handedOut,
		],
		requests: () => relays.karmaCheck.arrived.length + relays.kelviq.arrived.length,
		/** Forgets what has been made and handed out so far: searching it takes ever longer. */
		async reset() {
			handedOut.clear();
			await bed.reset();
		},
		async close() {
			await Promise.all(Object.values(relays).map(async (relay) => await relay.close()));
			await storageRelay.close();
			await elsewhere.close();
			await bed.close();
		},
	};
}

/** The parts of a URL or a form that grant access, in either version of the signature. */
const SIGNED = /^(signature|policy|awsaccesskeyid|x-amz-(signature|security-token|credential))$/i;

/** Collects the secret parts of what the storage signs. */
function watchSignatures(storage: Awaited<ReturnType<typeof startBed>>['storage']): Set<string> {
	const secrets = new Set<string>();
	const { presignPut, presignGet, presignPost } = storage;
	const keep = (fields: Iterable<[string, string]>) => {
		for (const [name, value] of fields) if (SIGNED.test(name)) secrets.add(value);
	};
	const keepUrl = (url: string) => {
		keep(new URL(url).searchParams);
		return url;
	};
	storage.presignPut = async (options) => keepUrl(await presignPut(options));
	storage.presignGet = async (options) => keepUrl(await presignGet(options));
	storage.presignPost = async (options) => {
		const form = await presignPost(options);
		keep(Object.entries(form.fields));
		return form;
	};
	return secrets;
}

/** Everything that an error says, to people or to a log. */
export const everythingOf = (error: TestResult['error']): string =>
	`${error?.message}\n${error?.stack}\n${inspect(error, { depth: 8, maxStringLength: null })}`;
