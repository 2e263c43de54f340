import type { pace } from '../../nodes/shared/time';

/**
 * Makes everything that the nodes wait for pass faster, from time-outs to the pauses between looks.
 * @param msPerSecond how many milliseconds one of their seconds takes
 */
export async function setPace(msPerSecond: number): Promise<void> {
	// The engine runs the built nodes.
	const built = (await import('../../dist/nodes/shared/time' as string)) as { pace: typeof pace };
	built.pace.msPerSecond = msPerSecond;
}
