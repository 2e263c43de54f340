// The AWS SDKs that sign in tests would announce at every start that Node 20, or they, are old.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1';

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	// What is tested is among them so that a change there is noticed.
	roots: ['test', 'tools', 'nodes', 'credentials'].map((folder) => `<rootDir>/${folder}`),
	dependencyExtractor: '<rootDir>/test/support/dependencies.js',
	globalSetup: './test/support/globalSetup.ts',
	globalTeardown: './test/support/globalTeardown.ts',
	// What npm installs of n8n names packages that are there already.
	modulePathIgnorePatterns: ['<rootDir>/tools/n8n/releases/'],
	testMatch: ['**/*.test.ts'],
	// They take minutes: npm run test:n8n, npm run test:long, npm run test:split.
	testPathIgnorePatterns: [
		'/node_modules/',
		'<rootDir>/test/n8n/',
		'<rootDir>/test/split/clone/',
		'\\.long\\.test\\.ts$',
	],
	// Jest would leave one core alone.
	maxWorkers: '100%',
	// At the end, a larger one takes longer to give back its memory than jest waits for it.
	workerIdleMemoryLimit: '800MB',
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{ jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } } },
		],
	},
	testTimeout: 30_000,
};
