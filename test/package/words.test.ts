import { isSentenceCase, isTitleCase, NAMES } from './words/capitals';
import { messages } from './words/messages';
import { pageTexts } from './words/pages';
import { choices, shownTexts } from './words/shown';
import { BRITISH, RETIRED } from './words/vocabulary';

/**
 * The words of the built package: what n8n shows of it, what its code may say, and its pages. Lint
 * reads the sources, field by field; this test reads every text, however it was put together.
 */
const shown = shownTexts();
const { texts: said, withoutRemedy } = messages();
const everything = [...shown, ...said, ...pageTexts()];

const EVENT_TYPE = /^[a-z]+\.[a-z_]+$/;

interface Text {
	role: string;
	where: string;
	text: string;
}

const having = <One extends Text>(from: One[], ...roles: Array<One['role']>) =>
	from.filter(({ role }) => roles.includes(role));

/** Each text once, with all its places, and what to say instead. */
function listed(texts: Text[], instead = ''): string[] {
	const places = new Map<string, Set<string>>();
	for (const { text, where } of texts) {
		places.set(text, (places.get(text) ?? new Set()).add(where));
	}
	return [...places].map(
		([text, where]) => `“${text}”${instead && ` → ${instead}`} (${[...where].join(', ')})`,
	);
}

/** The names of fields and choices that are more than one word. */
const names = having(shown, 'label', 'choice')
	.map(({ text }) => text.replace(/ \(JSON\)$/, ''))
	.filter((name) => / /.test(name));

describe('the words of the package', () => {
	it('are found everywhere', () => {
		expect(having(shown, 'help').length).toBeGreaterThan(50);
		expect(having(said, 'remedy').length).toBeGreaterThan(30);
		expect(having(said, 'what', 'reason').length).toBeGreaterThan(40);
	});

	it('avoid the phrases that it no longer uses', () => {
		const found = RETIRED.flatMap(([phrase, instead]) =>
			listed(
				everything.filter(({ text }) => phrase.test(text)),
				instead,
			),
		);
		expect(found).toEqual([]);
	});

	it('are spelled as in the United States', () => {
		// An alias is what people type into n8n's search, in either spelling.
		const found = everything.filter(
			// The type of an event is spelled as its vendor does.
			({ role, text }) => role !== 'alias' && !EVENT_TYPE.test(text) && BRITISH.test(text),
		);
		expect(listed(found)).toEqual([]);
	});
});

describe('a message', () => {
	const parts = having(said, 'what', 'reason', 'remedy', 'whole', 'hint');
	const all = [...parts, ...having(shown, 'message')];

	it('avoids the words error, problem and failure', () => {
		// Any text of the code with a space in it may become one.
		const texts = [...all, ...said.filter(({ text }) => / /.test(text))];
		const found = texts.filter(({ text }) => /\b(errors?|problems?|failures?)\b/i.test(text));
		expect(listed(found)).toEqual([]);
	});

	it('comes with a remedy wherever a StepError is constructed', () => {
		expect(withoutRemedy).toEqual([]);
	});

	it('has a remedy that is a sentence of its own', () => {
		const found = having(said, 'remedy').filter(({ text }) => !/^['A-Z…].*[^.\s]$/s.test(text));
		expect(listed(found)).toEqual([]);
	});

	it('says what to do in its second sentence, where it is shown as it stands', () => {
		const whole = [...having(said, 'whole'), ...having(shown, 'message')].filter(
			// What the editor shows at a field, where there is nothing to do but correct it; and what
			// somebody did who canceled.
			({ where, text }) => !where.endsWith('errorMessage') && !/was canceled$/.test(text),
		);
		expect(listed(whole.filter(({ text }) => !/[^.]\. ['A-Z].*[^.]$/.test(text)))).toEqual([]);
	});

	it('goes on in lower case after a colon', () => {
		const found = having(said, 'reason').filter(
			({ text }) => /^[A-Z]/.test(text) && !NAMES.test(text.split(' ')[0]!),
		);
		expect(listed(found)).toEqual([]);
	});

	it('does not end with a full stop, which is added to it', () => {
		expect(listed(all.filter(({ text }) => /\.$/.test(text)))).toEqual([]);
	});

	it('puts the names of fields in single quotes', () => {
		const found = all.filter(({ text }) => {
			const unquoted = names.reduce((rest, name) => rest.replaceAll(`'${name}'`, ''), text);
			return names.some((name) => unquoted.includes(name));
		});
		expect(listed(found)).toEqual([]);
	});
});

describe('what the editor shows', () => {
	it('has labels in Title Case', () => {
		const found = having(shown, 'label', 'choice').filter(({ text }) => !isTitleCase(text));
		expect(listed(found)).toEqual([]);
	});

	it('has help in sentence case without a final full stop', () => {
		// A URL may stand for itself.
		const texts = having(shown, 'help').filter(({ text }) => !/^https:\/\/\S+$/.test(text));
		const found = texts.filter(({ text }) => /[^.]\.$/.test(text) || !isSentenceCase(text, names));
		expect(listed(found)).toEqual([]);
	});

	it('explains a switch by “Whether”, and nothing else', () => {
		const found = having(shown, 'help').filter(
			({ text, type }) => text.startsWith('Whether ') !== (type === 'boolean'),
		);
		expect(listed(found)).toEqual([]);
	});

	it('has placeholders that are examples, but for the lists', () => {
		const found = having(shown, 'placeholder').filter(
			({ text }) => !/^(e\.g\. \S.*|Add (option|filter|field)|Select an? .*…)$/.test(text),
		);
		expect(listed(found)).toEqual([]);
	});

	it('has actions in sentence case without article', () => {
		const found = having(shown, 'action').filter(
			({ text }) => / (a|an|the) |\.$/i.test(text) || !isSentenceCase(text, names),
		);
		expect(listed(found)).toEqual([]);
	});

	it('has its choices and optional fields from A to Z', () => {
		const found = choices().filter(({ names }) => {
			const sorted = [...names].sort((a, b) => a.localeCompare(b, 'en', { sensitivity: 'base' }));
			return names.join() !== sorted.join();
		});
		expect(found.map(({ where, names }) => `${where}: ${names.join(', ')}`)).toEqual([]);
	});
});
