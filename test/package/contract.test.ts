import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { KarmaCheckApi } from '../../credentials/KarmaCheckApi.credentials';
import { KelviqApi } from '../../credentials/KelviqApi.credentials';
import { KarmaCheck } from '../../nodes/KarmaCheck/KarmaCheck.node';
import { Kelviq } from '../../nodes/Kelviq/Kelviq.node';

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

describe('the public contract', () => {
	it.each([new KarmaCheckApi(), new KelviqApi()])('of the credential $name stays', (credential) => {
		expect(credential.properties.map(names)).toMatchSnapshot();
	});

	it.each([new KarmaCheck(), new Kelviq()])('of the node $description.name stays', (node) => {
		const { name, version, properties, credentials } = node.description;
		expect({ name, version, credentials, properties: properties.map(names) }).toMatchSnapshot();
	});
});
