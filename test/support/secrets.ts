import type { Bed } from './bed';

/** From here on, remembers every secret that the vendors issue; returns those so far. */
export function watchSecrets({ storage, karmaCheck, kelviq }: Bed): () => string[] {
	const handedOut: string[] = [];
	const { presignPut, presignGet, presignPost } = storage;
	storage.presignGet = async (options) => {
		const url = await presignGet(options);
		handedOut.push(url, ...new URL(url).searchParams.values());
		return url;
	};
	storage.presignPut = async (options) => {
		const url = await presignPut(options);
		handedOut.push(url, ...new URL(url).searchParams.values());
		return url;
	};
	storage.presignPost = async (options) => {
		const form = await presignPost(options);
		const { policy, signature, ...shown } = form.fields;
		handedOut.push(policy ?? '', signature ?? '', shown.AWSAccessKeyId ?? '');
		return form;
	};
	return () => {
		const { apiKey, clientAccessToken, token, requests } = karmaCheck;
		const bearers = [...requests, ...kelviq.requests].map(({ headers }) =>
			String(headers.authorization ?? '').replace(/^Bearer /, ''),
		);
		const all = [apiKey, clientAccessToken, token, kelviq.apiKey, ...bearers, ...handedOut];
		// A type, a number or an empty text is not a secret.
		return [...new Set(all)].filter((text) => text.length > 12 && !/^[a-z]+\/[\w.+-]+$/.test(text));
	};
}
