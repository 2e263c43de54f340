const base = require('../../../jest.config.js');

/**
 * `npm run test:split`: the repositories of the single vendors, used as whoever clones them would.
 * @type {import('jest').Config}
 */
module.exports = {
	...base,
	rootDir: '../../..',
	testMatch: ['<rootDir>/test/split/clone/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
	reporters: ['<rootDir>/test/support/liveReporter.js', 'summary'],
	testTimeout: 30 * 60_000,
};
