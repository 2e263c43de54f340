import type { SlowUpload } from './slowUploads';
import type { SoakReport } from './report';
import type { SoakOptions } from './soak';

const WHERE = { filesystem: 'files on disk', default: 'files in memory' };

const list = (counts: Record<string, number>) =>
	Object.entries(counts)
		.map(([name, count]) => `\n    ${String(count).padStart(5)}  ${name}`)
		.join('') || ' none';

export function printSoak({ binaryMode, seed }: SoakOptions, report: SoakReport): void {
	const { first, last } = report;
	const complaints = [...first.contradictions, ...last.contradictions].slice(0, 20);
	console.log(`
soak, ${WHERE[binaryMode]} (seed ${seed}), ${report.seconds.toFixed(0)} s
  uploads                ${report.uploads} in ${report.items} items and ${report.executions} executions
  calls                  ${report.calls}
  calls that went wrong  ${report.faultsInAll}${list(report.faults)}
  calls sent again       ${report.retries}
  looks at unclear writes ${report.looks}
  executions tried again ${report.tries}
  expired addresses      ${report.expired}
  reconciled             ${report.reconciled} (the answer got lost, the work was found done)
  failed items           ${report.failedInAll}, by step:${list(report.failed)}
    although all their files are recorded: ${first.doneUntold}
    objects that their keys name: ${first.named}; that nobody was told of: ${first.orphans}
  failed once more       ${report.failedAgain}
  objects without record in the end: ${last.named + last.orphans}
  breaches of the services' API documents: ${report.violations}
  contradictions         ${first.contradictions.length + last.contradictions.length}${complaints.map((one) => `\n    ${one}`).join('')}
  lost                   ${first.lost + last.lost}
  doubled                ${first.doubled + last.doubled}
  deleted of others'     ${first.deleted + last.deleted} of ${report.foreign}`);
}

export function printSlow({ binaryMode }: SoakOptions, uploads: SlowUpload[]): void {
	const lines = uploads.map(
		({ what, bytes, seconds, fault, sends }) =>
			`\n  ${what.padEnd(12)} ${String(bytes).padStart(9)} bytes in ${seconds.toFixed(1)} s, sent ${sends} time${sends === 1 ? '' : 's'}, ${fault || 'stored byte for byte'}`,
	);
	console.log(`\nslow lines, ${WHERE[binaryMode]}${lines.join('')}`);
}
