const { execFileSync } = require('node:child_process');
const { join } = require('node:path');
const base = require('../../jest.config.js');

/** Two of its dependencies are ES modules, which Node 20 can `require` and jest cannot. */
const ES_MODULES = '(p-retry|is-network-error)';

// In a separate process: what runs TypeScript would keep jest's alive.
const install = ['--import', 'tsx', join(__dirname, 'install.ts')];
const modules = execFileSync(process.execPath, install, {
	encoding: 'utf8',
	stdio: ['ignore', 'pipe', 'inherit'],
}).trim();

const [[typescript, swc]] = Object.entries(base.transform);

/**
 * The tests in the engine again, in that of the oldest n8n the package supports: what they and the
 * nodes import of n8n comes from there.
 * @type {import('jest').Config}
 */
module.exports = {
	...base,
	rootDir: '../..',
	roots: ['<rootDir>/test/nodes'],
	moduleNameMapper: {
		'^(n8n-core|n8n-workflow|@n8n/[^/]+|reflect-metadata)(/.*)?$': `${modules}/$1$2`,
	},
	transform: { [typescript]: swc, [`/${ES_MODULES}/.+\\.js$`]: swc },
	transformIgnorePatterns: [`/node_modules/(?!${ES_MODULES}/)`],
};
