/** Prints each title once it has passed: a run takes long, and somebody is watching. */
module.exports = class LiveReporter {
	onTestFileStart({ path }) {
		console.log(`\n${path.replace(`${process.cwd()}/`, '')}`);
	}

	onTestCaseResult(_, { status, ancestorTitles, title, duration }) {
		const mark = status === 'passed' ? '✓' : '✗';
		const seconds = ((duration ?? 0) / 1000).toFixed(1);
		console.log(`  ${mark} ${[...ancestorTitles, title].join(' › ')} (${seconds} s)`);
	}

	onTestFileResult(_, { failureMessage }) {
		if (failureMessage) console.error(failureMessage);
	}
};
