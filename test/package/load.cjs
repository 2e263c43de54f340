// Loads an unpacked package as n8n does, where the package finds n8n's own modules by NODE_PATH.
require('reflect-metadata');
const { PackageDirectoryLoader } = require('n8n-core');

const loader = new PackageDirectoryLoader(process.argv[2]);
loader.loadAll().then(() => {
	const descriptions = Object.values(loader.nodeTypes).map(({ type }) => type.description);
	console.log(JSON.stringify({ descriptions, credentials: Object.keys(loader.credentialTypes) }));
});
