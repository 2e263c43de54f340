'use strict';
const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { promisify } = require('node:util');
const { dest, parallel, series, src } = require('gulp');

const clean = () => rm('dist', { recursive: true, force: true });

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

const icons = copy('icons/*.svg');
const codex = copy('nodes/*/*.node.json');
const schemas = copy('nodes/*/__schema__/**/*.json');

exports.build = series(clean, parallel(compile, icons, codex, schemas));
exports.default = exports.build;
