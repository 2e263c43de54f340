// n8n's community scanner on the checkout and on the tarball that would be published.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const report = (name, { passed, message, details }) => {
	console.log(`n8n scanner, ${name}: ${passed ? 'passed' : message}`);
	if (!passed) {
		if (details) console.log(details);
		process.exitCode = 1;
	}
};

report('checkout', await analyzePackage(process.cwd(), SOURCE_FILE_PATTERNS));

const folder = mkdtempSync(join(tmpdir(), 'scan-'));
try {
	const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder]);
	const tarball = packed.toString().trim().split('\n').at(-1);
	execFileSync('tar', ['-xzf', tarball], { cwd: folder });
	report('tarball', await analyzePackage(join(folder, 'package'), ['**/*.js', 'package.json']));
} finally {
	rmSync(folder, { recursive: true, force: true });
}
