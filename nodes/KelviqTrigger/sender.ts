import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { choicesOf, type Sender } from '../shared/webhook/receive';
import { isSigned } from '../shared/webhook/signature';

/**
 * Kelviq names its headers as Standard Webhooks does, but signs otherwise: the whole secret is the key,
 * as text, and the signature is in hexadecimal.
 */
export const kelviqSender: Sender = {
	credential: 'kelviqWebhookApi',
	headerPrefixes: ['webhook'],
	isGenuine: (delivery, credentials) =>
		isSigned(delivery, { key: signingKey(credentials), encoding: 'hex' }),
	isChosen: (context, { type }) =>
		choicesOf(context, 'events').some((chosen) => chosen === '*' || chosen === type),
	outputOf: (event) => event,
	idOf: ({ id }) => id,
};

/** Undefined for what is none of Kelviq's, such as the beginning alone, which everybody knows. */
function signingKey({ signingSecret }: ICredentialDataDecryptedObject): Buffer | undefined {
	const secret = String(signingSecret ?? '').trim();
	return /^kq_whsec_\S+$/.test(secret) ? Buffer.from(secret) : undefined;
}

/** @returns what is wrong with the form of a credential, or undefined */
export function complaintAbout(credentials: ICredentialDataDecryptedObject): string | undefined {
	if (signingKey(credentials)) return undefined;
	return "'Signing Secret' is not one of Kelviq's, which begin with kq_whsec_. Copy it from the endpoint in the dashboard, or create the endpoint again: Kelviq shows it once";
}
