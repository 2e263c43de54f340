import { NODES } from '../../support/manifest';

const vendors = NODES.map(({ one }) => one.description.displayName.split(' ')[0]);

/** Words that keep their capitals in the middle of a sentence. */
export const NAMES = new RegExp(
	`^(${vendors.join('|')}|Bearer|Company|Settings|Webhooks?|Keys|Content-Type|[A-Z]{2,}s?|[\\w.]*[a-z][A-Z]\\w*)$`,
);

/** Words that Title Case leaves alone, unless they come first. */
const SMALL = /^(a|an|and|as|at|by|for|from|in|of|on|or|the|to|with)$/;

export function isTitleCase(text: string): boolean {
	const words = text.replace(/\([^)]*\)/g, '').split(/[\s-]+/);
	return words
		.filter(Boolean)
		.every((word, index) => (index > 0 && SMALL.test(word)) || /^[A-Z0-9]/.test(word));
}

/** Whether no word has a capital but the first of a sentence, and names. */
export function isSentenceCase(text: string, names: string[]): boolean {
	const longestFirst = [...names].sort((a, b) => b.length - a.length);
	const capitals = longestFirst
		// An expression is code.
		.reduce((rest, name) => rest.replaceAll(name, ''), text.replace(/\{\{.*?\}\}/g, ''))
		// In a notice, lines are sentences, and what is bold is a menu or a button.
		.replace(/<b>.*?<\/b>/g, '')
		.split(/[.:;!?]\s+|<br \/>/)
		.flatMap((sentence) =>
			sentence
				.trim()
				.split(/[\s(),']+/)
				.slice(1),
		)
		.filter((word) => /^[A-Z]/.test(word) && !NAMES.test(word));
	return /^[A-Z]/.test(text) && !capitals.length;
}
