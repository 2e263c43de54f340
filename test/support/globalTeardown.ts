import { rmSync } from 'node:fs';

export default function globalTeardown() {
	rmSync(process.env.TMPDIR ?? '', { recursive: true, force: true });
	// Watching for changes, the next run has a setup of its own.
	delete process.env.TMPDIR;
}
