import { join } from 'node:path';
import {
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeType,
	NodeHelpers,
} from 'n8n-workflow';
import { PROJECT } from '../../../../tools/n8n/package';

export type NodeName = 'KarmaCheck' | 'Kelviq';

/** One entry of a node's Operation list, and what a user has to see when it is chosen. */
export interface Shown {
	resource: string;
	operation: string;
	/** Labels of the fields that are there from the start, top to bottom. */
	labels: string[];
	/** Labels of what can be added to the collection; empty without one. */
	addable: string[];
	/** The labels once everything is added: it appears under the collection's own. */
	labelsWithAll: string[];
}

/** Every operation of a node as it was built, by the rules n8n itself shows fields by. */
export function operationsOf(nodeName: NodeName): Shown[] {
	const { description } = builtNode(nodeName);
	const { properties } = description;
	const labelsOf = (from: INodeProperties): INodePropertyOptions[] =>
		(from.options ?? []) as INodePropertyOptions[];
	const resources = labelsOf(properties[0] as INodeProperties);
	return resources.flatMap(({ name: resource, value }) => {
		const menu = properties.find(
			(property) =>
				property.name === 'operation' && property.displayOptions?.show?.resource?.includes(value),
		);
		return labelsOf(menu as INodeProperties).map((operation) => {
			const chosen = { resource: value, operation: operation.value } as INodeParameters;
			const fields = fieldsShown(description, chosen);
			return {
				resource,
				operation: operation.name,
				labels: fields.map(({ displayName }) => displayName),
				addable: fields.flatMap(entriesOf),
				labelsWithAll: fields.flatMap((field) => [field.displayName, ...entriesOf(field)]),
			};
		});
	});
}

const entriesOf = ({ type, options = [] }: INodeProperties): string[] =>
	type === 'collection'
		? options.map((entry) => ('displayName' in entry ? entry.displayName : entry.name))
		: [];

function fieldsShown(description: INodeType['description'], chosen: INodeParameters) {
	const { properties } = description;
	const node = { typeVersion: 1 };
	const values = NodeHelpers.getNodeParameters(properties, chosen, true, false, node, description);
	return properties.filter(
		// A notice has a text, and no label.
		(property) =>
			property.type !== 'notice' &&
			NodeHelpers.displayParameter(values ?? chosen, property, node, description),
	);
}

function builtNode(name: NodeName): INodeType {
	const file = join(PROJECT, 'dist', 'nodes', name, `${name}.node.js`);
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- only known at run time
	const built = require(file) as Record<NodeName, new () => INodeType>;
	return new built[name]();
}
