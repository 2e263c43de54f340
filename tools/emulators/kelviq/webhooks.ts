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

/**
 * The event of an order; abridged. What the object of an event holds is not documented: this is what
 * the API returns for an order, https://docs.kelviq.com/api-reference/orders
 */
export const orderEvent = (
	planIdentifier: string,
	email: string,
	{ type = 'order.created', status = 'COMPLETE', id = newOrderId() } = {},
): WebhookEvent => ({
	type,
	about: {
		id,
		status,
		customer: { customerId: 'buyer', name: 'Sam Taylor', email },
		plan: { identifier: planIdentifier },
		billingType: 'ONE_TIME',
	},
});

/** e.g. ORD-20260729103000-AB3K9 */
export function newOrderId(): string {
	const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
	return `ORD-${stamp}-${randomBytes(4).toString('hex').slice(0, 5).toUpperCase()}`;
}
