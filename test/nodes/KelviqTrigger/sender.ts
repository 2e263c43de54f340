import { orderEvent, webhookRules } from '../../../tools/emulators/kelviq/webhooks';
import { Webhooks } from '../../../tools/emulators/vendor/webhooks';
import type { Sending } from '../shared/webhook/senders';

export const KELVIQ: Sending = {
	node: 'kelviqTrigger',
	credential: 'kelviqWebhookApi',
	webhooks: new Webhooks(webhookRules),
	sign: webhookRules.sign,
	event: orderEvent('pro', 'mia@example.com'),
	parameters: { events: ['*'] },
};
