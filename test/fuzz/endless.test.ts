import { listen, type Listening } from '../../tools/emulators/http';
import { Engine } from '../engine';
import { startElsewhere } from './relay';

describe('a list that does not end', () => {
	let engine: Engine;
	let server: Listening;
	let next: string;
	let asked = 0;

	beforeAll(async () => {
		engine = await Engine.start();
		server = await listen((_request, response) => {
			asked += 1;
			const id = `a-${asked}`;
			response.end(JSON.stringify({ next, results: [{ id, identifier: id, name: 'A' }] }));
		});
	});

	afterAll(async () => {
		engine.stop();
		await server.close();
	});

	beforeEach(() => {
		asked = 0;
		next = `${server.origin}/catalog/products/?page=1`;
	});

	const getAll = async (resource: string, limit: number, cancelOn?: Promise<unknown>) =>
		await engine.run({
			node: 'kelviq',
			parameters: { resource, operation: 'getAll', returnAll: limit === Infinity, limit },
			credentials: {
				kelviqApi: { environment: 'custom', baseUrl: server.origin, apiKey: 'server-key' },
			},
			items: [{}],
			cancelOn,
		});

	it('is given up after a thousand pages', async () => {
		const { error } = await getAll('product', Infinity);

		expect(error?.message).toMatch(
			'The products could not be read: the list does not end after 1000',
		);
		expect(asked).toBe(1_000);
	});

	it.each(['product', 'plan'])('of %ss ends with the execution', async (resource) => {
		const enough = new Promise((resolve) => setTimeout(resolve, 150));
		const { status } = await getAll(resource, Infinity, enough);
		const before = asked;
		await new Promise((resolve) => setTimeout(resolve, 150));

		expect(status).toBe('canceled');
		expect(before).toBeLessThan(1_000);
		expect(asked - before).toBeLessThanOrEqual(1);
	});

	it('is not followed to another host', async () => {
		const elsewhere = await startElsewhere();
		next = `${elsewhere.swap[1]}/catalog/products/?page=2`;
		await getAll('product', 3);
		await elsewhere.close();

		expect(elsewhere.arrived).toEqual([]);
		expect(asked).toBe(3);
	});
});
