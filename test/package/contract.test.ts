import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { CREDENTIALS, NODES } from '../support/manifest';

/**
 * What saved workflows and credentials refer to by name. A change of the snapshot breaks what users
 * have built, unless it only adds. Labels, order and help are not part of it.
 */
type Property = INodeProperties | INodePropertyOptions | INodePropertyCollection;

function names(property: Property): unknown {
	if (!('type' in property)) return 'value' in property ? property.value : property.name;
	const { name, type, default: fallback, displayOptions, options } = property;
	return {
		name,
		type,
		default: fallback,
		...(displayOptions?.show ? { shownFor: displayOptions.show } : {}),
		...(options ? { options: options.map(names).sort(byName) } : {}),
	};
}

const byName = (a: unknown, b: unknown) => JSON.stringify(a).localeCompare(JSON.stringify(b));

/** A notice is only read: it has no value that a workflow could have saved. */
const saved = (properties: INodeProperties[]) =>
	properties.filter(({ type }) => type !== 'notice').map(names);

describe('the public contract', () => {
	it.each(CREDENTIALS)('of the credential $one.name stays', ({ one }) => {
		expect(saved(one.properties)).toMatchSnapshot();
	});

	it.each(NODES)('of the node $one.description.name stays', ({ one }) => {
		const { name, version, properties, credentials } = one.description;
		expect({ name, version, credentials, properties: saved(properties) }).toMatchSnapshot();
	});
});
