/** An n8n that can be installed next to others. */
export interface Release {
	version: string;
	/** The Node it runs under. A newer one of the reader's own serves as well, unless `exact`. */
	node: { major: number; exact?: boolean };
	/** npm's `overrides`, where a dependency that n8n asks for is not available from npm. */
	overrides: object;
	/** Its packages of machine code; sqlite3 is compiled unless its prebuilt binary can be downloaded. */
	native: string[];
	/** Set for this release only. */
	env: NodeJS.ProcessEnv;
}

/** The n8n the demo shows the package in. */
export const NEWEST: Release = {
	version: '2.41.1',
	node: { major: 24 },
	// Newer releases of these two do not fit n8n's own version ranges or were not published completely.
	overrides: { linkedom: '0.18.12', langchain: { '@langchain/langgraph': '1.4.9' } },
	native: ['sqlite3', 'isolated-vm'],
	// They would call home; an n8n that does not know them would not start.
	env: { N8N_DISABLED_MODULES: 'mcp-registry,instance-ai' },
};

/** The oldest n8n the package supports, on the oldest Node. */
export const OLDEST: Release = {
	version: '2.0.3',
	node: { major: 20, exact: true },
	overrides: {
		// n8n asks for a later one, of a web server that is not npm's; only its spreadsheet nodes use it.
		xlsx: '0.18.5',
		// Later ones require a newer @langchain/core than n8n's.
		'@langchain/langgraph-checkpoint': '1.0.0',
	},
	native: ['sqlite3'],
	env: {},
};
