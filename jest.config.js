// The AWS SDK that signs in tests would announce at every start that Node 20 is old.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	// What is tested is among them so that a change there is noticed.
	roots: ['test', 'tools', 'nodes', 'credentials'].map((folder) => `<rootDir>/${folder}`),
	dependencyExtractor: '<rootDir>/test/support/dependencies.js',
	globalSetup: './test/support/globalSetup.ts',
	globalTeardown: './test/support/globalTeardown.ts',
	testMatch: ['**/*.test.ts'],
	// They take minutes: npm run test:n8n, npm run test:long.
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/n8n/', '\\.long\\.test\\.ts$'],
	// Jest would leave one core alone.
	maxWorkers: '100%',
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{ jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } } },
		],
	},
	testTimeout: 30_000,
};
