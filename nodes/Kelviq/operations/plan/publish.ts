import type { IDataObject } from 'n8n-workflow';
import { collection } from '../../../shared/node/collection';
import { booleanOf } from '../../../shared/node/values';
import type { Operation } from '../../../shared/node/operation';
import type { WriteNote } from '../../../shared/vendor/exactlyOnce';

import { chosenPlan, planIdentifierField } from '../../fields/plan';
import { newestPlan } from '../../api/plans';
import { publishPlan } from '../../api/publish';

export const planPublish: Operation = {
	resource: 'plan',
	option: {
		name: 'Publish',
		value: 'publish',
		action: 'Publish plan',
		description: 'Make the draft of a plan visible to buyers',
	},
	fields: [
		planIdentifierField,
		collection('Options', 'options', [
			{
				displayName: 'Update Features',
				name: 'updateFeatures',
				type: 'boolean',
				default: true,
				description: 'Whether to give existing customers the features of the new version',
			},
			{
				displayName: 'Update Pricing',
				name: 'updatePricing',
				type: 'boolean',
				default: true,
				description: 'Whether to charge existing customers the prices of the new version',
			},
		]),
	],

	async execute(itemIndex, run) {
		const identifier = chosenPlan(this, itemIndex);
		const options = this.getNodeParameter('options', itemIndex, {}) as IDataObject;
		const body = {
			...migration(options.updateFeatures, 'updateFeatures', 'Update Features'),
			...migration(options.updatePricing, 'updatePricing', 'Update Pricing'),
		};
		const expectation = {
			step: 'request',
			refusal: `Plan ${identifier} was not published`,
		} as const;
		// Several items may name the plan that they have files on: it is published once.
		const name = `publish ${identifier} ${JSON.stringify(body)}`;
		return await run.once(name, async () => {
			const note = (run.shared[name] ??= {}) as PublishNote;
			if (note.isDone) return { published: true };
			if (note.draft === undefined) {
				const { isLatest, version } = await newestPlan(this, identifier, expectation);
				// What is live without a draft cannot be told from what this call has published.
				note.draft = isLatest ? null : version;
			}
			const version = note.draft ?? undefined;
			await publishPlan(this, { identifier, version, note }, body, expectation);
			note.isDone = true;
			return { published: true };
		});
	},
};

/** What is noted of a plan over all tries of the node. */
interface PublishNote extends WriteNote {
	/** The draft's number; null where there was none. */
	draft?: number | null;
	isDone?: boolean;
}

const migration = (value: unknown, name: string, field: string): IDataObject =>
	value === undefined ? {} : { [name]: booleanOf(value, field, true) };
