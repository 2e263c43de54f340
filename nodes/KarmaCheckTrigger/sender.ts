import type { ICredentialDataDecryptedObject, IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { listOf } from '../shared/node/values';
import { eventOf, type Delivery } from '../shared/webhook/delivery';
import { choicesOf, type Sender } from '../shared/webhook/receive';
import { isSameText, isSigned } from '../shared/webhook/signature';

/** KarmaCheck delivers through Svix, whose own names of the headers may come too. */
export const karmaCheckSender: Sender = {
	credential: 'karmaCheckWebhookApi',
	headerPrefixes: ['webhook', 'svix'],
	isGenuine,
	isChosen,
	// KarmaCheck repeats in the event what its endpoint was registered with.
	outputOf: ({ username: _username, password: _password, ...event }) => event,
	idOf: ({ messageId }) => messageId,
};

/** What follows `whsec_` is the key, in Base64; undefined for anything else. */
function signingKey(secret: string): Buffer | undefined {
	const [, key] = /^whsec_([\w+/-]+={0,2})$/.exec(secret) ?? [];
	return key ? Buffer.from(key, 'base64') : undefined;
}

/** @returns what is wrong with the form of a credential, or undefined */
export function complaintAbout(credentials: ICredentialDataDecryptedObject): string | undefined {
	const { secret, password } = partsOf(credentials);
	if (!secret && !password) {
		return "There is nothing to verify events with. Enter the 'Signing Secret' of the endpoint, or its 'Username' and 'Password'";
	}
	if (!secret || signingKey(secret)?.length) return undefined;
	return "'Signing Secret' is not one of KarmaCheck's, which begin with whsec_. Copy it again from the endpoint in the dashboard";
}

/** Whatever is set has to be right; a username alone is no secret. */
function isGenuine(delivery: Delivery, credentials: ICredentialDataDecryptedObject): boolean {
	const { secret, username, password } = partsOf(credentials);
	if (!secret && !password) return false;
	if (secret && !isSigned(delivery, { key: signingKey(secret), encoding: 'base64' })) return false;
	if (!username && !password) return true;
	const event = eventOf(delivery);
	const isRight = (given: unknown, expected: string) =>
		!expected || (typeof given === 'string' && isSameText(given, expected));
	return isRight(event?.username, username) && isRight(event?.password, password);
}

/** The statuses are of cases, so they choose among the events of cases only. */
function isChosen(context: IWebhookFunctions, { event, eventObject }: IDataObject): boolean {
	if (!choicesOf(context, 'events').includes(String(event))) return false;
	const statuses = chosenStatuses(context);
	if (event !== 'case.statuschange' || !statuses.length) return true;
	return statuses.includes(String((eventObject as IDataObject | null)?.caseStatus));
}

function partsOf({ signingSecret, username, password }: ICredentialDataDecryptedObject) {
	return {
		secret: String(signingSecret ?? '').trim(),
		username: String(username ?? ''),
		password: String(password ?? ''),
	};
}

/** None where they are not a list: an event too many does less harm than one that is lost. */
function chosenStatuses(context: IWebhookFunctions): string[] {
	try {
		return listOf(context.getNodeParameter('options.caseStatuses', []), 'Case Statuses');
	} catch {
		return [];
	}
}
