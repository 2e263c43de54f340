import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { KarmaCheckApi } from '../../credentials/KarmaCheckApi.credentials';
import { KarmaCheckWebhookApi } from '../../credentials/KarmaCheckWebhookApi.credentials';
import { KelviqApi } from '../../credentials/KelviqApi.credentials';
import { KelviqWebhookApi } from '../../credentials/KelviqWebhookApi.credentials';
import { KarmaCheck } from '../../nodes/KarmaCheck/KarmaCheck.node';
import { KarmaCheckTrigger } from '../../nodes/KarmaCheckTrigger/KarmaCheckTrigger.node';
import { Kelviq } from '../../nodes/Kelviq/Kelviq.node';
import { KelviqTrigger } from '../../nodes/KelviqTrigger/KelviqTrigger.node';

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

const CREDENTIALS = [
	new KarmaCheckApi(),
	new KelviqApi(),
	new KarmaCheckWebhookApi(),
	new KelviqWebhookApi(),
];
const NODES = [new KarmaCheck(), new Kelviq(), new KarmaCheckTrigger(), new KelviqTrigger()];

describe('the public contract', () => {
	it.each(CREDENTIALS)('of the credential $name stays', (credential) => {
		expect(saved(credential.properties)).toMatchSnapshot();
	});

	it.each(NODES)('of the node $description.name stays', (node) => {
		const { name, version, properties, credentials } = node.description;
		expect({ name, version, credentials, properties: saved(properties) }).toMatchSnapshot();
	});
});
