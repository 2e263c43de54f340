import { seedCases } from '../../../tools/emulators/karmacheck/cases/seed';
import { caseEvent, webhookRules } from '../../../tools/emulators/karmacheck/webhooks';
import { Webhooks } from '../../../tools/emulators/vendor/webhooks';
import type { Sending } from '../shared/webhook/senders';

const [oneCase] = seedCases(
	{ groupProfileId: 'g', groupName: 'Default', companyId: 'c', companyName: 'Example Company' },
	['Basic', 'Driver', 'Executive', 'Health'].map((name) => ({ id: name, name })),
	{ clientId: 'client', userId: 'user' },
);

export const KARMACHECK: Sending = {
	node: 'karmaCheckTrigger',
	credential: 'karmaCheckWebhookApi',
	webhooks: new Webhooks(webhookRules),
	sign: webhookRules.sign,
	event: caseEvent(oneCase!),
	parameters: { events: ['case.statuschange', 'casedata.statuschange'] },
};
