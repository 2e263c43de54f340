import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LeakReport } from './child';

describe.each(['filesystem', 'default'])(
	'after 560 uploads into trouble (n8n keeps files: %s)',
	(mode) => {
		let report: LeakReport;

		beforeAll(async () => {
			const args = ['--import', 'tsx', join(__dirname, 'child.ts'), mode];
			const { stdout } = await promisify(execFile)(process.execPath, args);
			report = JSON.parse(stdout) as LeakReport;
		}, 240_000);

		it('none of them has worked', () => {
			const failed = Object.values(report.failed);
			expect(failed).toHaveLength(14);
			expect(new Set(failed)).toEqual(new Set([40]));
		});

		it('no connection to a service or its storage is open', () => {
			expect(report.connections).toBe(0);
		});

		it('no more files and sockets are open than before, and nothing more keeps the process going', () => {
			expect(report.after).toEqual(report.before);
		});

		it('nothing was rejected or thrown unhandled, and Node warns of nothing', () => {
			expect(report.alarms).toEqual([]);
		});

		it('no listener is left on the signal of an execution', () => {
			expect(report.listeners).toBe(0);
		});
	},
);
