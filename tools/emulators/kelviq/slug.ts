/** A slug of a name that is not among `taken`; a number is appended if necessary. */
export function freeSlug(name: string, taken: string[]): string {
	const words = name
		.normalize('NFKD')
		.toLowerCase()
		.match(/[a-z0-9]+/g);
	const slug = words?.join('-') ?? 'untitled';
	let free = slug;
	for (let i = 2; taken.includes(free); i++) free = `${slug}-${i}`;
	return free;
}
