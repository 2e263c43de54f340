import { type Emulators, startEmulators } from '.';

/** Emulators for a file of tests, as new before each of them; there from the first `beforeEach` on. */
export function freshEmulators(): Emulators {
	const emulators = {} as Emulators;

	beforeAll(async () => {
		Object.assign(emulators, await startEmulators());
	});

	beforeEach(async () => {
		await emulators.reset();
	});

	afterAll(async () => {
		await emulators.close();
	});
	return emulators;
}
