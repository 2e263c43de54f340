const base = require('../../jest.config.js');

/** The tests that drive a real n8n. They share one machine's ports and memory, so one at a time. */
/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: '../..',
	roots: ['<rootDir>/test/n8n'],
	testPathIgnorePatterns: ['/node_modules/'],
	globalSetup: './test/n8n/support/globalSetup.ts',
	globalTeardown: './test/support/globalTeardown.ts',
	reporters: ['<rootDir>/test/support/liveReporter.js', 'summary'],
	maxWorkers: 1,
	testTimeout: 300_000,
};
