import { imagesItem, uploadImages } from '../nodes/Kelviq/catalogue';
import { startBed } from '../support/bed';

/** Node warns of more than ten on one signal, in the log of n8n. */
it('thirty items for one product put few listeners on any signal', async () => {
	const listeners = new Map<EventTarget, number>();
	let most = 0;
	const { addEventListener, removeEventListener } = EventTarget.prototype;
	const count = (target: EventTarget, change: number) => {
		listeners.set(target, (listeners.get(target) ?? 0) + change);
		most = Math.max(most, listeners.get(target)!);
	};
	jest.spyOn(EventTarget.prototype, 'addEventListener').mockImplementation(function (
		this: EventTarget,
		...args
	) {
		if (args[0] === 'abort') count(this, 1);
		return addEventListener.apply(this, args);
	});
	jest.spyOn(EventTarget.prototype, 'removeEventListener').mockImplementation(function (
		this: EventTarget,
		...args
	) {
		if (args[0] === 'abort') count(this, -1);
		return removeEventListener.apply(this, args);
	});
	const bed = await startBed();
	const thirty = Array.from({ length: 30 }, (_, index) => imagesItem(`${index}.png`));
	const { error } = await uploadImages(bed, thirty);
	jest.restoreAllMocks();
	await bed.close();

	expect(error).toBeUndefined();
	expect(listeners.size).toBeGreaterThanOrEqual(30);
	expect(most).toBeLessThanOrEqual(10);
});
