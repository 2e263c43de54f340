/** An n8n that can be installed next to others; `releases/<version>` is what npm installs. */
export interface Release {
	version: string;
	/** The major version of the Node that it runs under, which its machine code was built for. */
	node: number;
	/** Its packages of machine code. */
	native: string[];
	/** What its installation takes, measured: says how far one is. */
	takes: { requests: number; bytes: number };
	/** Set for this release only. */
	env: NodeJS.ProcessEnv;
}

// To change what is installed: edit its `package.json` and run `npm install --package-lock-only`
// beside it. Why that has overrides: versions that n8n allows, or asks for, but that are not on npm
// (xlsx), were not published completely (linkedom) or do not fit its others (the two of LangChain).

/** The n8n the demo shows the package in. */
export const NEWEST: Release = {
	version: '2.41.1',
	node: 24,
	native: ['sqlite3', 'isolated-vm'],
	takes: { requests: 4_000, bytes: 2.3e9 },
	// They would call home; an n8n that does not know them would not start.
	env: { N8N_DISABLED_MODULES: 'mcp-registry,instance-ai' },
};

/** The oldest n8n the package supports, on the oldest Node. */
export const OLDEST: Release = {
	version: '2.0.3',
	node: 20,
	native: ['sqlite3'],
	takes: { requests: 3_100, bytes: 1.4e9 },
	env: {},
};
