import { Failure } from '../../n8n/failure';
import { readExample } from '../workflows';

/** Where the trigger of an example listens once it is published; n8n makes the path of the node's own. */
export async function endpointOf(file: string, n8nUrl: string): Promise<string> {
	const { nodes } = await readExample(file);
	const trigger = nodes.find(({ webhookId }) => webhookId);
	if (!trigger) throw new Failure(`${file} has no webhook.`);
	return `${n8nUrl}/webhook/${String(trigger.webhookId)}/webhook`;
}
