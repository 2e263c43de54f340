import type { Engine, TestResult } from '../engine';
import { startFaultProxy } from '../../tools/emulators/faultProxy';
import { orderedCase } from '../../tools/emulators/karmacheck/cases/order';
import { newPlan } from '../../tools/emulators/kelviq/plans';
import { startEmulators } from '../../tools/emulators';
import { leadThrough } from './leadThrough';
import { MINT, refused, type Weather } from './weather';
import type { Kind, Targets } from './work';

export type Stage = Awaited<ReturnType<typeof startStage>>;

const CASES = 60;
const PRODUCTS = 40;
const PLANS = 30;
/** Products that one execution each replaces all images of. */
const REPLACED = 40;

/** Both vendors and the storage, with cases, products and plans, behind proxies that cause faults. */
export async function startStage(engine: Engine) {
	const emulators = await startEmulators();
	const { storage, karmaCheck, kelviq } = emulators;
	const proxies = {
		karmaCheck: await startFaultProxy(karmaCheck.origin),
		kelviq: await startFaultProxy(kelviq.origin),
		storage: await startFaultProxy(storage.origin),
	};
	leadThrough(storage, proxies.storage.through);

	const [order] = karmaCheck.packages;
	const cases = Array.from({ length: CASES }, (_, index) => {
		const person = { email: `c${index}@example.com`, givenName: 'Ada', familyName: `No ${index}` };
		const details = { person, package: order!, orderedAt: new Date(), userId: karmaCheck.clientId };
		return orderedCase(karmaCheck.owner, details);
	});
	karmaCheck.cases.push(...cases);
	kelviq.seedProducts(PRODUCTS + REPLACED);
	const replaced = kelviq.products.slice(-REPLACED);
	const products = kelviq.products.slice(-PRODUCTS - REPLACED, -REPLACED);
	const plans = products.slice(0, PLANS).map(({ id }, index) => {
		const name = `Plan ${index}`;
		const plan = newPlan({ identifier: `plan-${index}`, product: id }, { name });
		return { ...plan, hasPrice: true };
	});
	kelviq.plans.push(...plans);

	// As n8n does with a credential: the result of a sign-in is kept for later executions.
	const credentials = {
		karmaCheck: {
			karmaCheckApi: {
				environment: 'custom',
				baseUrl: proxies.karmaCheck.through(karmaCheck.baseUrl),
				authentication: 'apiKey',
				apiKey: karmaCheck.apiKey,
				clientAccessToken: karmaCheck.clientAccessToken,
			},
		},
		kelviq: {
			kelviqApi: {
				environment: 'custom',
				baseUrl: proxies.kelviq.through(kelviq.baseUrl),
				apiKey: kelviq.apiKey,
			},
		},
	};
	const targets: Targets = {
		document: cases.map(({ id }) => id),
		media: [''],
		image: products.map(({ id }) => id),
		planFile: plans.map(({ identifier }) => identifier),
		replaced: replaced.map(({ id }) => id),
	};

	return {
		...emulators,
		proxies,
		targets,
		setWeather(weather: Weather) {
			weather.over(proxies.karmaCheck, 'vendor');
			weather.over(proxies.kelviq, 'vendor');
			weather.over(proxies.storage, 'storage');
		},
		/** The next file of that kind gets no upload URL. */
		refuseMint(kind: Kind) {
			const proxy = kind === 'document' ? proxies.karmaCheck : proxies.kelviq;
			proxy.fail({ on: ({ method, path }) => MINT.test(`${method} ${path}`), fault: refused });
		},
		/** Resolves once no late work is left. */
		async clearWeather() {
			for (const proxy of Object.values(proxies)) proxy.heal();
			await Promise.all(Object.values(proxies).map(async (proxy) => await proxy.lateWorkDone()));
		},
		/** Calls of the node so far, as they left it. */
		calls: () => Object.values(proxies).reduce((sum, { requests }) => sum + requests.length, 0),
		/** One execution of a workflow that continues when items fail. */
		async run(
			node: 'karmaCheck' | 'kelviq',
			test: Omit<Parameters<Engine['run']>[0], 'node' | 'credentials'>,
		): Promise<TestResult> {
			const onError = 'continueRegularOutput';
			const result = await engine.run({ node, credentials: credentials[node], onError, ...test });
			// Each entry holds on to its whole request.
			for (const { requests } of [karmaCheck, kelviq, storage]) requests.length = 0;
			return result;
		},
		async close() {
			await Promise.all(Object.values(proxies).map(async (proxy) => await proxy.close()));
			await emulators.close();
		},
	};
}
