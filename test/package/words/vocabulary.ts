/**
 * What this package no longer says, and what it says instead. Phrases rather than words, most of
 * which have good uses. A gap that is filled in reads as `…`.
 */
export const RETIRED: Array<[RegExp, string]> = [
	// Calls and what comes back
	[/\bgave (no|the|an?|it)\b|\b\w+ gave\b/i, 'issued, returned'],
	[/\banswered (with|that|\d|…)|\bdid not answer that\b/i, 'returned'],
	[/\bits answer\b/i, 'the response'],
	[/\bno answer\b|\ban answer came\b/i, 'no response'],
	[/\bsaid the same of\b|\bits list goes on\b|\bother things than\b/i, 'say it directly'],
	[/\bbytes came\b/i, 'received … of … bytes'],
	[/\bgives? (its|an? file)\b/i, 'enter, returns'],
	// Web addresses
	[/\b(upload|download|presigned|web|another|new|this|the) address(es)?\b(?! on this)/i, 'URL'],
	[/^address that\b|\bfor addresses\b|\blists no address\b|\baddresses that have\b/i, 'URL'],
	[/\bnot on https\b/i, 'is not HTTPS'],
	// Making, having, putting
	[
		/\bmade (no|the|an?|by|for|of)\b|\b(are|was|were|be) made\b(?! its)|\bthat \w+ made$/i,
		'created',
	],
	[/^make an? .* of\b|\bmay make\b/i, 'create'],
	[/\bput (it|them|signed documents) on\b/i, 'attach to'],
	[/\bhas … bytes\b/i, 'is … bytes'],
	[/\bthat one upload may have\b/i, 'the limit per upload'],
	// What to do
	[/\blook (at|there)\b/i, 'check'],
	[/\btell the service\b/i, 'contact the support of the vendor'],
	[/\bcorrect (it there|what it names)\b/i, 'correct the fields named in the message'],
	[/\bwhich may be wrong\b|\bthis file as it is\b/i, 'leave it out'],
	[/\bset the clock\b/i, 'correct the clock'],
	[/\bcannot be looked up\b/i, 'cannot be checked'],
	[/\bdo so in a while\b/i, 'may appear later'],
	// The network and the machine
	[/\bnetwork of n8n\b/i, "n8n's network connection"],
	[/\bn8n's machine\b/i, 'the machine running n8n'],
	[/\bended (early|before)\b/i, 'was interrupted, was lost before'],
	[/\bdid not arrive\b/i, 'was not downloaded'],
	[/\bdid not reach the storage\b/i, 'was not uploaded'],
	[/\bcould not be kept\b/i, 'could not be stored'],
	// Turns of phrase
	[/\ball the same\b/i, 'anyway'],
	[/\bstays so\b/i, 'persists'],
	[/\bfor good\b/i, 'permanently'],
	[/\belsewhere\b/i, 'outside n8n'],
	[/\banew\b/i, 'again'],
	[/\bby itself\b/i, 'automatically'],
	[/\b(stored|done|uploaded) already\b/i, 'already stored'],
	[/\bnot undone\b/i, 'not rolled back'],
	[/\bthe case repeat\b/i, 'returned in webhooks and in the case'],
	[/\bplace among\b|\bwhat becomes of\b|\bwaits for a new one\b/i, 'say it directly'],
	[/\bthose of the same name\b/i, 'with the same name'],
	[/\bover all items\b/i, 'across all items'],
	[/\bin front of\b/i, 'before'],
	[/\bwhere the key below\b/i, 'the environment the key was issued in'],
	[/\bno answer told\b|\bhas other names\b/i, 'it is unclear whether'],
	[/\bwhen it has a draft\b/i, 'to be published, a plan needs'],
	[/\bdo not see it until\b/i, 'will not see the change until'],
	[/\bbinary property\b/i, "'Input Data Field Name'"],
	// Spelling
	[/\be-mail/i, 'email'],
	[/\bmail(s|ing)?\b/i, 'email'],
];

/** Spellings of British English, by what they have in common. */
export const BRITISH = new RegExp(
	[
		'(col|fav|behavi|hon|lab|flav|neighb)our\\w*',
		'catalogues?|analogues?|programmes?|cheques?|grey|artefacts?|ageing',
		'(cent|met|lit|fib|theat)res?',
		'(licen|defen|offen|preten)ces?',
		'(cancel|label|travel|model|signal|channel|total)l(ed|ing|er)',
		'(fulfil|enrol|instal)(s|ment)?',
		'(analy|paraly|cataly)s(e|ed|ing)',
		'(un)?(apolog|author|capital|categor|central|critic|custom|emphas|final|general|initial|item|maxim|minim|normal|optim|organ|prior|real|recogn|serial|special|standard|summar|synchron|util|visual)is(e[ds]?|ing|ations?|ers?)',
		'(mis)?spelt|learnt|whilst|amongst|towards|afterwards',
	]
		.map((form) => `\\b(${form})\\b`)
		.join('|'),
	'i',
);
