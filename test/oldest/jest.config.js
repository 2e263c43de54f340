const { dirname } = require('node:path');
const tsx = require('tsx/cjs/api');
const base = require('../../jest.config.js');

/** Two of its dependencies are ES modules, which Node 20 can `require` and jest cannot. */
const ES_MODULES = '(p-retry|is-network-error)';

/**
 * The tests in the engine again, in that of the oldest n8n the package supports: what they and the
 * nodes import of n8n comes from there.
 * @returns {Promise<import('jest').Config>}
 */
module.exports = async () => {
	const { installN8n } = tsx.require('../../demo/n8n/install', __filename);
	const { OLDEST } = tsx.require('../../demo/n8n/releases', __filename);
	const { cli } = await installN8n({ release: OLDEST, onStep: console.log });
	// `<node_modules>/n8n/bin/n8n`
	const modules = dirname(dirname(dirname(cli)));
	const [[typescript, swc]] = Object.entries(base.transform);
	return {
		...base,
		rootDir: '../..',
		roots: ['<rootDir>/test/nodes'],
		moduleNameMapper: {
			'^(n8n-core|n8n-workflow|@n8n/[^/]+|reflect-metadata)(/.*)?$': `${modules}/$1$2`,
		},
		transform: { [typescript]: swc, [`/${ES_MODULES}/.+\\.js$`]: swc },
		transformIgnorePatterns: [`/node_modules/(?!${ES_MODULES}/)`],
	};
};
