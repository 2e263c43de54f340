import type { INodePropertyOptions } from 'n8n-workflow';

/** The types that can be chosen in the dashboard: https://docs.kelviq.com/guides/webhooks */
export const events: INodePropertyOptions[] = [
	{ name: 'All Events', value: '*', description: 'Also those that Kelviq adds later' },
	{ name: 'Checkout Completed', value: 'checkout.completed' },
	{ name: 'Customer Created', value: 'customer.created' },
	{ name: 'Customer Updated', value: 'customer.updated' },
	{ name: 'Feature Usage Alert', value: 'feature.usage_alert' },
	{ name: 'Invoice Created', value: 'invoice.created' },
	{ name: 'Invoice Paid', value: 'invoice.paid' },
	{ name: 'Invoice Payment Failed', value: 'invoice.payment_failed' },
	{ name: 'Order Created', value: 'order.created' },
	{ name: 'Order Refunded', value: 'order.refunded' },
	{ name: 'Order Updated', value: 'order.updated' },
	{ name: 'Payment Method Created', value: 'payment_method.created' },
	{ name: 'Payment Method Deleted', value: 'payment_method.deleted' },
	{ name: 'Payment Method Updated', value: 'payment_method.updated' },
	{ name: 'Refund Created', value: 'refund.created' },
	{ name: 'Refund Updated', value: 'refund.updated' },
	{ name: 'Subscription Canceled', value: 'subscription.cancelled' },
	{ name: 'Subscription Created', value: 'subscription.created' },
	{ name: 'Subscription Plan Changed', value: 'subscription.plan_changed' },
	{ name: 'Subscription Updated', value: 'subscription.updated' },
];
