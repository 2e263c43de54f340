// The AWS SDK that signs in tests would announce at every start that Node 20 is old.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test', '<rootDir>/tools/emulators'],
	globalSetup: './test/support/globalSetup.ts',
	globalTeardown: './test/support/globalTeardown.ts',
	testMatch: ['**/*.test.ts'],
	// They need an n8n that takes minutes to install: npm run test:n8n.
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/n8n/'],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{ jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } } },
		],
	},
	testTimeout: 30_000,
};
