import type { IExecuteFunctions } from 'n8n-workflow';
import { inputError } from '../../shared/errors';
import type { Run } from '../../shared/node/operation';
import { choiceOf, idIn, locatorMode, requiredText } from '../../shared/node/values';
import { segment } from '../../shared/vendor/path';
import { aboutCase, isCaseOf, listCases, type Case } from '../api/cases';
import { ID_IN_URL } from './case';

/** What else may be said of the case of an item. */
interface CaseChoice {
	/** What to do when the field is empty. */
	remedy?: string;
	/** Which one to take where several active cases have the email address. */
	ifSeveral?: 'fail' | 'newest';
}

/** @throws StepError with step `input` if there is none, or no single one */
export async function chosenCase(
	context: IExecuteFunctions,
	itemIndex: number,
	{ once }: Run,
	{ remedy = 'Choose a case or enter its ID', ifSeveral }: CaseChoice = {},
): Promise<string> {
	const text = requiredText(context, 'caseId', itemIndex, 'Case', remedy);
	if (locatorMode(context, 'caseId', itemIndex) === 'email') {
		const active = await once('active cases', async () => await listCases(context));
		return caseOf(text, active, ifSeveral);
	}
	const caseId = idIn(text, 'Case', ID_IN_URL);
	// What cannot be an ID is refused before anything is stored for it.
	segment(caseId, 'Case');
	return caseId;
}

/** The chosen case, or undefined for 'No Case Yet'. @throws StepError with step `input` */
export async function attachedCase(
	context: IExecuteFunctions,
	itemIndex: number,
	run: Run,
	ifSeveral?: CaseChoice['ifSeveral'],
): Promise<string | undefined> {
	const attachTo = context.getNodeParameter('attachTo', itemIndex, '');
	if (choiceOf(attachTo, 'Attach To', ['case', 'none']) === 'none') return undefined;
	const remedy = "Choose a case or enter its ID, or set 'Attach To' to 'No Case Yet'";
	return await chosenCase(context, itemIndex, run, { remedy, ifSeveral });
}

/** Cases named in a message. */
const MAX_LISTED = 5;

/** @param active newest first */
function caseOf(email: string, active: Case[], ifSeveral?: CaseChoice['ifSeveral']): string {
	const [newest, ...others] = active.filter((one) => isCaseOf(one, email));
	const shown = email.slice(0, 100);
	if (!newest) {
		throw inputError(
			`no active case has the candidate email '${shown}'`,
			'Check the email address, or choose the case from the list',
		);
	}
	if (!others.length || ifSeveral === 'newest') return newest.id;
	const several = [newest, ...others];
	const listed = several.slice(0, MAX_LISTED).map((one) => `${one.id} (${aboutCase(one)})`);
	if (several.length > MAX_LISTED) listed.push('…');
	const option = ifSeveral ? ", or set 'If Several Cases' to 'Use the Newest' in 'Options'" : '';
	throw inputError(
		`${several.length} active cases have the candidate email '${shown}': ${listed.join('; ')}`,
		`Choose one of them by its ID${option}`,
	);
}
