import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { deliveryOf, eventOf, type Delivery } from './delivery';

/** What differs between the vendors in what they send. */
export interface Sender {
	/** The credential type. */
	credential: string;
	/** Of the headers of a delivery. */
	headerPrefixes: readonly string[];
	/** Whether a delivery comes from the vendor. */
	isGenuine(delivery: Delivery, credentials: ICredentialDataDecryptedObject): boolean;
	/** Whether the node is set to start on an event. */
	isChosen(context: IWebhookFunctions, event: IDataObject): boolean;
	/** What the node puts out for it, besides `webhookId`. */
	outputOf(event: IDataObject): IDataObject;
	/** The id of a delivery whose headers have none. */
	idOf(event: IDataObject): unknown;
}

/**
 * What a trigger does with a request to its URL. Only a genuine event that was chosen starts a workflow:
 * other genuine ones are acknowledged, so that the vendor does not send them again, and everything else
 * is refused with 401, without a word about why.
 */
export async function receive(
	context: IWebhookFunctions,
	sender: Sender,
): Promise<IWebhookResponseData> {
	const delivery = deliveryOf(context, sender.headerPrefixes);
	if (!(await isGenuine(context, sender, delivery))) {
		context.getResponseObject().status(401).end();
		return { noWebhookResponse: true };
	}
	const event = eventOf(delivery);
	if (!event || !sender.isChosen(context, event)) return {};
	const webhookId = delivery.id || sender.idOf(event);
	const json = { ...sender.outputOf(event), webhookId } as IDataObject;
	return { workflowData: [[{ json }]] };
}

async function isGenuine(
	context: IWebhookFunctions,
	{ credential, isGenuine: verify }: Sender,
	delivery: Delivery,
): Promise<boolean> {
	try {
		return verify(delivery, await context.getCredentials(credential));
	} catch {
		// n8n would start a failed execution for anybody who can reach the URL.
		return false;
	}
}

/** What a multi-select holds. */
export function choicesOf(context: IWebhookFunctions, parameter: string): string[] {
	const chosen = context.getNodeParameter(parameter, []);
	return Array.isArray(chosen) ? chosen.map(String) : [];
}
