const { availableParallelism } = require('node:os');
const base = require('../../jest.config.js');

/**
 * The proofs that take long: `*.long.test.ts`. Most of their time is waiting, so more of them run
 * than there are cores.
 * @type {import('jest').Config}
 */
module.exports = {
	...base,
	rootDir: '../..',
	testMatch: ['**/*.long.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
	reporters: ['<rootDir>/test/support/liveReporter.js', 'summary'],
	// Of percentages, jest knows those up to 100.
	maxWorkers: 3 * availableParallelism(),
	testTimeout: 240_000,
};
