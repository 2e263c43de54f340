/** What went wrong and what to do about it, in a sentence: shown to the reader without a stack. */
export class Failure extends Error {
	override name = 'Failure';
}

/** The message of anything that was thrown. */
export const messageOf = (thrown: unknown): string =>
	thrown instanceof Error ? thrown.message : String(thrown);
