import { Engine } from '../engine';
import { setPace } from '../support/pace';
import { passed, soak } from './soak';
import { PACE } from './weather';

it.each(['filesystem', 'default'] as const)(
	'loses no file and doubles none while one call in five goes wrong (n8n keeps files: %s)',
	async (binaryMode) => {
		await setPace(PACE);
		const engine = await Engine.start(binaryMode);
		const report = await soak(engine, { seed: 2026, uploads: 120, rate: 0.2, binaryMode });
		engine.stop();

		expect(report.first).toMatchObject({ contradictions: [], lost: 0, doubled: 0, deleted: 0 });
		expect(report.last).toMatchObject({ contradictions: [], lost: 0, doubled: 0, deleted: 0 });
		expect(passed(report)).toBe(true);
		expect(report.uploads).toBe(120);
		expect(report.faultsInAll / report.calls).toBeGreaterThan(0.1);
		expect(report.retries).toBeGreaterThan(0);
		expect(report.looks).toBeGreaterThan(0);
		expect(report.tries).toBeGreaterThan(0);
		expect(report.foreign).toBeGreaterThanOrEqual(70);
	},
);
