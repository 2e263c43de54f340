import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { inputError } from '../../shared/errors';
import { fileKeysOf, jsonOf } from '../../shared/node/values';
import { descriptionOption, identifierOption, nameOption, orderingOption } from './common';

const fileKeysOption: INodeProperties = {
	displayName: 'File Keys',
	name: 'fileKeys',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.fileKey }}',
	description:
		'The file keys of uploaded files to add, separated by commas; each can be used only once',
};

const visibleOption: INodeProperties = {
	displayName: 'Is Visible',
	name: 'isVisible',
	type: 'boolean',
	default: true,
	description: 'Whether to show the plan to customers',
};

const licenseOption: INodeProperties = {
	displayName: 'License (JSON)',
	name: 'license',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "enabled": true, "activationLimitEnabled": true, "activationLimit": 3 }',
	description:
		'Settings for license keys: enabled, activationLimit, activationLimitEnabled, durationUnit (DAY, MONTH or YEAR), durationValue, hasExpiry',
};

const linksOption: INodeProperties = {
	displayName: 'Links (JSON)',
	name: 'links',
	type: 'json',
	default: '[]',
	placeholder: 'e.g. [{ "name": "Manual", "url": "https://example.com/manual" }]',
	description: 'List of links for buyers, each with a name and a URL',
};

const metadataOption: INodeProperties = {
	displayName: 'Metadata (JSON)',
	name: 'metadata',
	type: 'json',
	default: '{}',
	description: 'Your own data, stored with the plan',
};

const jsonOptions = [licenseOption, linksOption, metadataOption];

export const newPlanOptions = [
	descriptionOption,
	fileKeysOption,
	identifierOption,
	visibleOption,
	...jsonOptions,
	orderingOption,
];

export const planOptions = [
	descriptionOption,
	fileKeysOption,
	visibleOption,
	...jsonOptions,
	nameOption,
];

/**
 * What users enter about a plan, as the API expects it, and the keys of the files to add.
 * @throws StepError with step `input` if JSON is not valid or not of the right kind
 */
export function planValues({ fileKeys, license, links, metadata, ...others }: IDataObject): {
	fields: IDataObject;
	fileKeys: string[];
} {
	const objects = {
		license: objectValue(license, 'License'),
		links: listOfLinks(links),
		metadata: objectValue(metadata, 'Metadata'),
	};
	const given = Object.entries(objects).filter(([, value]) => value !== undefined);
	return {
		fields: { ...others, ...Object.fromEntries(given) },
		fileKeys: fileKeysOf(fileKeys, 'File Keys'),
	};
}

function objectValue(value: unknown, field: string): IDataObject | undefined {
	const object = jsonOf(value, field);
	if (!Array.isArray(object)) return object;
	throw inputError(`'${field}' is a list, not an object`, 'Enter an object in { }');
}

function listOfLinks(value: unknown): IDataObject[] | undefined {
	const links = jsonOf(value, 'Links');
	if (links === undefined || Array.isArray(links)) return links;
	throw inputError("'Links' is an object, not a list", 'Enter a list in [ ]');
}
