/** Both vendors' emulators, whose presigned addresses lead to the sink given as the argument. */
import { startKarmaCheck, startKelviq, startStorage, type Storage } from '../../emulators';
import { serve } from './remote';

export type Vendors = Awaited<ReturnType<typeof start>>['methods'];

/** Where the vendors are and what they ask for. */
export type About = ReturnType<Vendors['about']>;

async function start(sink: string) {
	// It makes the addresses and their signatures; the bytes go elsewhere.
	const storage = await startStorage({ buckets: ['karmacheck-documents', 'kelviq-uploads'] });
	const leading = leadingTo(sink, storage);
	const karmaCheck = await startKarmaCheck({ storage: leading });
	const kelviq = await startKelviq({ storage: leading });
	const vendors = [karmaCheck, kelviq];

	const methods = {
		about: () => ({
			karmaCheck: {
				baseUrl: karmaCheck.baseUrl,
				token: karmaCheck.token,
				caseId: karmaCheck.caseIds[0] ?? '',
			},
			kelviq: { baseUrl: kelviq.baseUrl, apiKey: kelviq.apiKey },
		}),
		/** Every answer comes this much later, in milliseconds. */
		latency: (milliseconds: number) => {
			for (const vendor of vendors) vendor.latencyMs = milliseconds;
		},
		/** Forgets the calls so far. */
		reset: () => {
			for (const { requests } of vendors) requests.length = 0;
			karmaCheck.records.length = 0;
		},
		/** `records` counts the documents that have one. */
		report: () => ({
			calls: vendors.flatMap(({ requests }) => requests).length,
			failed: vendors.flatMap(({ requests }) => requests).filter(({ status }) => status >= 300)
				.length,
			records: new Set(karmaCheck.records.map(({ originalFileName }) => originalFileName)).size,
		}),
	};
	const close = async () => {
		await Promise.all(vendors.map(async (vendor) => await vendor.close()));
		await storage.close();
	};
	return { methods, close };
}

function leadingTo(sink: string, storage: Storage): Storage {
	const moved = (url: string) => url.replace(storage.origin, sink);
	return {
		...storage,
		presignPut: async (put) => moved(await storage.presignPut(put)),
		presignPost: async (post) => {
			const form = await storage.presignPost(post);
			return { ...form, url: moved(form.url) };
		},
		exists: async (bucket, key) => (await fetch(`${sink}/${bucket}/${key}`, { method: 'HEAD' })).ok,
	};
}

void start(process.argv[2] ?? '').then(({ methods, close }) => serve(methods, close));
