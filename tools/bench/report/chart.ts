import { init } from 'echarts';

export interface Chart {
	title: string;
	/** Unit of the numbers, written at the axis. */
	unit: string;
	categories: string[];
	series: Array<{ name: string; values: number[] }>;
}

const WIDTH = 860;
const ROW = 26;

/** Bars that lie, so that their names can be read; an SVG with a ground of its own. */
export function drawBars({ title, unit, categories, series }: Chart): string {
	const height = 132 + categories.length * series.length * ROW;
	const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
	chart.setOption({
		animation: false,
		backgroundColor: '#fff',
		title: { text: title, left: 'center', textStyle: { fontSize: 15 } },
		legend: { show: series.length > 1, top: 36 },
		grid: { left: 10, right: 70, top: 72, bottom: 20, containLabel: true },
		xAxis: { type: 'value', name: unit, nameLocation: 'end' },
		yAxis: { type: 'category', data: categories, inverse: true },
		series: series.map(({ name, values }) => ({
			name,
			type: 'bar',
			data: values.map((value) => Number(value.toPrecision(3))),
			label: {
				show: true,
				position: 'right',
				formatter: ({ value }: { value: unknown }) => Number(value).toLocaleString('en'),
			},
		})),
	});
	const svg = chart.renderToSVGString();
	chart.dispose();
	return svg;
}
