import { DEFAULT_CONCURRENCY, MAX_CONCURRENCY } from '../../../nodes/shared/node/run';
import { MIB } from '../files';
import type { Fairness, ManyDocuments, Metadata, SlowItem, StartUp } from '../results';
import { median } from '../statistics';
import { mib, ms, size, table, times } from './format';
import type { Section } from './section';

export function manyDocumentsSection(ways: ManyDocuments[]): Section {
	const { documents = 0, bytes = 0, latencyMs = 0 } = ways[0] ?? {};
	const rows = ways.map((way) => [
		way.peer,
		ms(median(way.ms)),
		mib(median(way.aboveIdle)),
		way.vendorCalls,
		way.storageCalls,
		way.mostOpen,
	]);
	return {
		title: 'Many documents',
		text:
			`${documents} documents of ${size(bytes)} on one case, ${latencyMs} ms of latency on every ` +
			'call to the vendor: each takes an address, a transfer and a record. This package reads the ' +
			"list of accepted types once, which is the one call more. The HTTP Request node's batches " +
			'do not wait for answers: the node sends so many requests, pauses, and sends the next. In a ' +
			"loop, n8n's Loop Over Items waits for each round.",
		tables: [
			table(
				['', 'time (ms)', 'memory (MiB)', 'vendor calls', 'uploads', 'most uploads at once'],
				rows,
			),
		],
		charts: {
			'benchmark-documents': {
				title: `${documents} documents of ${size(bytes)}, ${latencyMs} ms latency`,
				unit: 'ms',
				categories: ways.map(({ peer }) => peer),
				series: [{ name: 'time', values: ways.map((way) => median(way.ms)) }],
			},
		},
	};
}

export function metadataSection(ways: Metadata[]): Section {
	const rows = ways.map((way) => [
		`${way.peer}, ${way.atOnce ? 'all at once' : 'one after the other'}`,
		ms(median(way.ms)),
		ms(median(way.ms) / way.items),
		ms(median(way.cpuMs) / way.items),
	]);
	return {
		title: 'Metadata only',
		text:
			`${ways[0]?.items} items, one vendor call each (an upload address), no latency. The bare ` +
			"calls are a script of axios under n8n's Node, and what their rows show is mostly the " +
			"emulator. Processor time is that of the calling process: n8n's for the whole execution, " +
			'of which the last row, a node that calls nobody, shows the part that n8n itself takes.',
		tables: [table(['', 'time (ms)', 'per item (ms)', 'processor per item (ms)'], rows)],
		charts: {},
	};
}

export function fairnessSection(levels: Fairness[], slow: SlowItem[]): Section {
	const { files = 0, bytes = 0 } = levels[0] ?? {};
	const rows = levels.map((level) => [
		level.concurrency,
		ms(median(level.ms)),
		mib(median(level.aboveIdle)),
		mib(median(level.readAboveIdle)),
		level.mostOpen,
	]);
	const slowRows = slow.map((one) => [
		one.concurrency,
		ms(one.othersMs),
		ms(one.slowMs),
		one.inOrder ? 'yes' : 'no',
	]);
	const timeAt = (wanted: number) =>
		median(levels.find(({ concurrency }) => concurrency === wanted)?.ms ?? []);
	const gain = timeAt(DEFAULT_CONCURRENCY) / timeAt(MAX_CONCURRENCY);
	return {
		title: 'Fairness',
		text:
			`${files} files of ${size(bytes)} in one run of the KarmaCheck node. In the second table the ` +
			'storage takes one of them slowly: the others do not wait for it, and the output keeps the ' +
			'order and the pairing of the input.\n\n' +
			`The default of ${DEFAULT_CONCURRENCY} at a time took ${times(gain)} the time of ` +
			`${MAX_CONCURRENCY}: by then the machine sends as fast as it can, and the vendor gets few ` +
			'calls at a time. More pays where waiting for the vendor ' +
			'takes longer than sending, as with the many documents above.',
		tables: [
			table(
				['concurrency', 'time (ms)', 'memory (MiB)', 'of the reading', 'most uploads at once'],
				rows,
			),
			table(['concurrency', 'others stored (ms)', 'slow one stored (ms)', 'in order'], slowRows),
		],
		charts: {
			'benchmark-concurrency': {
				title: `Memory that the upload adds, ${files} files of ${size(bytes)}`,
				unit: 'MiB',
				categories: levels.map(({ concurrency }) => `concurrency ${concurrency}`),
				series: [{ name: 'memory', values: levels.map((one) => median(one.aboveIdle) / MIB) }],
			},
		},
	};
}

export function startUpSection({ loaderMs, requireMs, withMs, withoutMs }: StartUp): Section {
	return {
		title: 'Start-up',
		text:
			`Medians of ${loaderMs.length} loads in a fresh process each, and of ${withMs.length} starts ` +
			'of n8n with and without the package, in turn; n8n is asked every 200 ms whether it is ready.',
		tables: [
			table(
				['', 'time (ms)'],
				[
					["n8n's loader loads the package", ms(median(loaderMs))],
					['`require` of its nodes and credentials alone', ms(median(requireMs))],
					['n8n ready, with the package', ms(median(withMs))],
					['n8n ready, without', ms(median(withoutMs))],
				],
			),
		],
		charts: {},
	};
}
