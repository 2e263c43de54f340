import { randomBytes } from 'node:crypto';
import { slowDown, type Fault } from '../../../../../tools/emulators/faultProxy';
import { startNetwork, type Network } from '../../../../faults/network';
import { pdf, pdfItem, startBed, type Bed } from '../../../../support/bed';
import { setPace } from '../../../../support/pace';

const MIB = 1024 ** 2;
const SILENT = { kind: 'stall', when: 'before' } as const;

describe('an upload', () => {
	let bed: Bed;
	let network: Network;

	beforeAll(async () => {
		bed = await startBed();
		network = await startNetwork(bed, { vendor: 'karmaCheck' });
		// What is loaded on first use takes longer than a call may when seconds are short.
		await bed.uploadDocument();
	});

	afterEach(async () => {
		network.storage.heal();
		network.storage.requests.length = 0;
		await setPace(1000);
	});

	afterAll(async () => {
		await network.close();
		await bed.close();
	});

	const always = (fault: Fault | (() => Fault | undefined)) =>
		network.storage.fail({ fault, times: Infinity });
	const items = (count: number) =>
		Array.from({ length: count }, (_, index) => pdfItem(`${index}`, `${index}.pdf`));
	const fileOf = (bytes: number) => [
		{
			files: {
				data: { ...pdf(), bytes: Buffer.concat([pdf().bytes as Buffer, randomBytes(bytes)]) },
			},
		},
	];

	it.each([10, 25])('of 50 items loses none to %d seconds of a busy storage', async (seconds) => {
		await setPace(20);
		const before = bed.karmaCheck.records.length;
		let end = 0;
		always(() => {
			end ||= Date.now() + seconds * 20;
			return Date.now() < end ? { kind: 'answer', ...slowDown } : undefined;
		});
		const result = await bed.uploadDocument({ items: items(50) });

		expect(result.error?.message).toBeUndefined();
		expect(result.items).toHaveLength(50);
		expect(bed.karmaCheck.records.length - before).toBe(50);
		expect(network.storage.requests.length).toBeGreaterThan(50);
	});

	it.each([
		['a small file', 10],
		['2 MiB', 2 * MIB],
		['8 MiB', 8 * MIB],
	])('of %s to a silent storage ends within 15 minutes', async (_what, bytes) => {
		await setPace(8);
		always(SILENT);
		const start = Date.now();
		const { error } = await bed.uploadDocument({ items: fileOf(bytes) });

		expect(error?.message).toMatch(
			/was not uploaded: the connection to .+ was interrupted \(ETIMEDOUT\)/,
		);
		expect(error?.context).toMatchObject({ step: 'transfer' });
		expect(Date.now() - start).toBeLessThan(15 * 60 * 8);
		expect(network.storage.requests.length).toBeLessThanOrEqual(2);
	});

	it('of a hundred items to a silent storage ends not much later than that of one', async () => {
		await setPace(10);
		always(SILENT);
		const start = Date.now();
		const result = await bed.uploadDocument({
			items: items(100),
			onError: 'continueRegularOutput',
		});

		expect(result.items).toHaveLength(100);
		for (const { json } of result.items) expect(json.details).toMatchObject({ step: 'transfer' });
		expect(JSON.stringify(result.items.map(({ json }) => json))).toContain(
			'has not responded to the calls before, so it was not called again',
		);
		expect(Date.now() - start).toBeLessThan(10 * 60 * 10);
	});

	it('goes on once the storage responds again', async () => {
		await setPace(10);
		const start = Date.now();
		// A bit longer than one item waits: the next ones find out.
		always(() => (Date.now() - start < 215 * 10 ? SILENT : undefined));
		const result = await bed.uploadDocument({
			items: items(20),
			parameters: { options: { concurrency: 1 } },
			onError: 'continueRegularOutput',
		});
		const failed = result.items.filter(({ json }) => json.error);

		expect(failed.length).toBeGreaterThan(0);
		expect(failed.length).toBeLessThan(10);
	});

	it('that moves goes on, longer than a silent one would be waited for', async () => {
		await setPace(5);
		always({ kind: 'slow', bytesPerSecond: 3 * MIB });
		const start = Date.now();
		const { error } = await bed.uploadDocument({ items: fileOf(20 * MIB) });

		expect(error?.message).toBeUndefined();
		expect(Date.now() - start).toBeGreaterThan(15 * 60 * 5);
		expect(network.storage.requests).toHaveLength(1);
	});

	it('ends with the execution while the storage is silent, and sends nothing after that', async () => {
		let began = () => {};
		const sending = new Promise<void>((resolve) => (began = resolve));
		let arrived = 0;
		network.storage.watch(() => (arrived += 1) === 3 && began());
		always(SILENT);
		const start = Date.now();
		const { status } = await bed.uploadDocument({
			items: items(10),
			parameters: { options: { concurrency: 3 } },
			cancelOn: sending,
		});
		const before = network.storage.requests.length;
		await new Promise((resolve) => setTimeout(resolve, 300));

		expect(status).toBe('canceled');
		expect(Date.now() - start).toBeLessThan(2_000);
		expect(network.storage.requests).toHaveLength(before);
	});
});
