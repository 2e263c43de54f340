import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { Bed } from '../support/bed';
import { startFaultProxy, type FaultProxy } from '../../tools/emulators/faultProxy';
import type { Flow } from './flow';

/** What lies between n8n and a vendor with its storage. */
export interface Network {
	api: FaultProxy;
	storage: FaultProxy;
	/** Codes of the connections that broke, as n8n's HTTP client saw them. */
	broken: string[];
	/** Closes a proxy's port for the request of that number, from 0, or from then on. */
	refuse(proxy: FaultProxy, number: number, always?: boolean): void;
	close(): Promise<void>;
}

/** Longer than any run. */
const OUTAGE_MS = 60_000;

/** From now on, presigned URLs go through the storage's proxy. */
export async function startNetwork(bed: Bed, { vendor }: Pick<Flow, 'vendor'>): Promise<Network> {
	const api = await startFaultProxy(bed[vendor].origin);
	const storage = await startFaultProxy(bed.storage.origin);
	const { presignPut, presignPost, presignGet } = bed.storage;
	bed.storage.presignPut = async (options) => storage.through(await presignPut(options));
	bed.storage.presignGet = async (options) => storage.through(await presignGet(options));
	bed.storage.presignPost = async (options) => {
		const form = await presignPost(options);
		return { ...form, url: storage.through(form.url) };
	};

	const broken: string[] = [];
	const lasting = new Set<FaultProxy>();
	const note = (message: unknown) => {
		const { request, error } = message as { request: ClientRequest; error: { code?: string } };
		const proxy = [api, storage].find(
			({ origin }) => origin === `http://${String(request.getHeader('host'))}`,
		);
		if (!proxy) return;
		broken.push(error.code ?? '');
		// An outage ends once it has been noticed.
		if (error.code === 'ECONNREFUSED' && !lasting.has(proxy)) proxy.reopen();
	};
	subscribe('http.client.request.error', note);
	return {
		api,
		storage,
		broken,
		refuse: (proxy, number, always) => {
			if (always) lasting.add(proxy);
			if (number === 0) return proxy.outage(OUTAGE_MS);
			const closing = () => {
				proxy.outage(OUTAGE_MS);
				return undefined;
			};
			proxy.fail({ on: () => proxy.requests.length === number - 1, fault: closing });
		},
		close: async () => {
			unsubscribe('http.client.request.error', note);
			Object.assign(bed.storage, { presignPut, presignPost, presignGet });
			await Promise.all([api.close(), storage.close()]);
		},
	};
}
