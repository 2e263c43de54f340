// n8n's scanner on the source of a package, found in a folder by its name as the scanner finds it.
import {
	analyzePackage,
	findPackageRoot,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const [folder, name] = process.argv.slice(2);
const { passed, message, details } = await analyzePackage(
	findPackageRoot(folder, name),
	SOURCE_FILE_PATTERNS,
);
console.log(passed ? 'passed' : `${message}\n${details ?? ''}`);
