import { chosenType } from './fileType';

/**
 * The type in 'MIME Type' in the words it was entered in, where the file is uploaded by somebody who has
 * nothing else to go by: lower case, without parameters.
 * @throws StepError with step `input` for what is no MIME type
 */
export function enteredType(text: string): string {
	chosenType(text);
	return text.replace(/;.*$/s, '').trim().toLowerCase();
}
