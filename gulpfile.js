'use strict';
const { execFile, spawn } = require('node:child_process');
const { once } = require('node:events');
const { rm, utimes } = require('node:fs/promises');
const { promisify } = require('node:util');
const { dest, parallel, series, src, watch } = require('gulp');

let began;
const clean = async () => {
	began = new Date();
	await rm('dist', { recursive: true, force: true });
};

/** Dates the folder to when the build began: what is newer than that is not in it. */
const date = () => utimes('dist', began, began);

const compile = () =>
	promisify(execFile)(process.execPath, [
		require.resolve('typescript/bin/tsc'),
		'--project',
		'tsconfig.build.json',
	]).catch((failed) => {
		throw new Error(`TypeScript:\n${failed.stdout || failed.message}`);
	});

// SVG is text, but gulp 5 decodes every file as UTF-8 unless told not to.
const copy = (pattern) => () => src(pattern, { base: '.', encoding: false }).pipe(dest('dist'));

const PATTERNS = ['icons/*.svg', 'nodes/*/*.node.json', 'nodes/*/__schema__/**/*.json'];
const copies = PATTERNS.map(copy);

/** Rewrites what has changed, and never removes a folder that n8n is watching. */
const follow = async () => {
	PATTERNS.forEach((pattern, index) => watch(pattern, copies[index]));
	const tsc = [require.resolve('typescript/bin/tsc'), '--project', 'tsconfig.build.json'];
	const quiet = ['--watch', '--preserveWatchOutput'];
	await once(spawn(process.execPath, [...tsc, ...quiet], { stdio: 'inherit' }), 'exit');
};

exports.build = series(clean, parallel(compile, ...copies), date);
exports.watch = series(exports.build, follow);
exports.default = exports.build;
