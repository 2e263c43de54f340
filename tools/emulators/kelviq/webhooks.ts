import { createHmac, randomBytes } from 'node:crypto';
import { newUuid, type WebhookEvent, type WebhookRules } from '../vendor/webhooks';

/**
 * Kelviq's webhooks. The headers are named as in Standard Webhooks, but the whole secret is the key, as
 * text, and the signature is hexadecimal: https://docs.kelviq.com/guides/webhooks
 */
export const webhookRules: WebhookRules = {
	types: [
		'checkout.completed',
		'customer.created',
		'customer.updated',
		'order.created',
		'order.updated',
		'order.refunded',
		'subscription.created',
		'subscription.updated',
		'subscription.cancelled',
		'subscription.plan_changed',
		'feature.usage_alert',
		'invoice.created',
		'invoice.paid',
		'invoice.payment_failed',
		'refund.created',
		'refund.updated',
		'payment_method.created',
		'payment_method.updated',
		'payment_method.deleted',
	],
	newSecret: () => `kq_whsec_${randomBytes(24).toString('base64url')}`,
	newId: newUuid,
	sign: (secret, content) => `v1,${createHmac('sha256', secret).update(content).digest('hex')}`,
	envelope: ({ type, about }, _endpoint, id) => ({
		id,
		type,
		created_at: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
		data: { object: about },
	}),
};

/** The event of an order, with what somebody who fulfils it needs; the real one has more. */
export const orderEvent = (planIdentifier: string, email: string): WebhookEvent => ({
	type: 'order.created',
	about: {
		id: newUuid(),
		status: 'paid',
		customer: { email },
		plan: { identifier: planIdentifier },
	},
});
