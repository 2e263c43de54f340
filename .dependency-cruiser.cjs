/**
 * Which way imports go: operations → fields, api → shared/node, shared/vendor → shared/storage → the
 * loose files of shared. Type-only imports count, since a type has a home as well.
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
	forbidden: [
		{
			name: 'no-circle',
			comment: 'Types live where they are made, so that no file imports back.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'vendors-apart',
			comment: "No vendor's folder imports the other's.",
			severity: 'error',
			from: { path: '^nodes/(?!shared/)([^/]+?)(Trigger)?/' },
			to: { path: '^nodes/(?!shared/)', pathNot: '^nodes/$1(Trigger)?/' },
		},
		...oneWay({
			'^nodes/[^/]+/fields/': ['^nodes/[^/]+/operations/'],
			'^nodes/[^/]+/api/': ['^nodes/[^/]+/(operations|fields)/'],
			'^nodes/': ['^credentials/'],
			'^nodes/shared/': ['^nodes/(?!shared/)'],
			'^nodes/shared/node/': ['^nodes/shared/(vendor|webhook)/'],
			'^nodes/shared/vendor/': ['^nodes/shared/(node|webhook)/'],
			'^nodes/shared/storage/': ['^nodes/shared/(node|vendor|webhook)/'],
			'^nodes/shared/webhook/': ['^nodes/shared/(node|vendor|storage)/'],
			'^nodes/shared/[^/]+$': ['^nodes/shared/[^/]+/'],
			'^credentials/': ['^nodes/[^/]+/(operations|fields)/', '^nodes/shared/(node|storage)/'],
			'^credentials/karmaCheck': ['^nodes/Kelviq/', '^credentials/Kelviq'],
			'^credentials/KarmaCheck': ['^nodes/Kelviq/', '^credentials/Kelviq'],
			'^credentials/Kelviq': ['^nodes/KarmaCheck/', '^credentials/[Kk]armaCheck'],
			'^(nodes|credentials)/': ['^(test|tools|examples)/'],
			'^tools/': ['^test/'],
		}),
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
	},
};

/** @param {Record<string, string[]>} rules what the files of the left may not import */
function oneWay(rules) {
	return Object.entries(rules).map(([from, to]) => ({
		name: `one way from ${from}`,
		severity: 'error',
		from: { path: from },
		to: { path: to },
	}));
}
