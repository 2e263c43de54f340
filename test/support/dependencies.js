const { n8n } = require('../../package.json');

const engine = require.resolve('../engine.ts');
const sources = [...n8n.nodes, ...n8n.credentials].map((path) =>
	path.replace(/^dist/, '..').replace(/\.js$/, ''),
);

/** Tells jest that the tests in the engine depend on the sources of the `dist` that it loads. */
exports.extract = (code, path, extract) =>
	new Set([...extract(code), ...(path === engine ? sources : [])]);

exports.getCacheKey = () => sources.join();
