/** The page of this package, as `homepage` in package.json has it. */
const HOME = 'https://example.com/n8n-nodes-karmacheck-kelviq';

/** Where it tells about a node. @param name as displayed, and as the heading there */
export const documentationOf = (name: string): string =>
	`${HOME}#${name.toLowerCase().replaceAll(' ', '-')}`;
