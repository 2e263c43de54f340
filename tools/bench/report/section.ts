import type { Chart } from './chart';

/** A part of the report. */
export interface Section {
	title: string;
	/** What was done, in Markdown. */
	text: string;
	/** In Markdown. */
	tables: string[];
	/** By file name without ending. */
	charts: { [name: string]: Chart };
}
