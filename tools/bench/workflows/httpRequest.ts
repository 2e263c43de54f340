import type { Credential, Json } from '../../n8n/client';
import type { Credentials } from '../lab';
import { PAUSE, type NodeSpec, type Source } from './build';

const DOCUMENT_TYPE = 'candidate-disclosures-and-authorizations';

/** The options of an HTTP Request node; empty: as it comes. */
type HttpOptions = { [name: string]: Json };

export const NO_REDIRECTS: HttpOptions = { redirect: { redirect: { followRedirects: false } } };

/** Sends `batchSize` requests, waits, sends the next ones: it does not wait for answers. */
export const batches = (batchSize: number, batchInterval: number): HttpOptions => ({
	batching: { batch: { batchSize, batchInterval } },
});

interface Vendor {
	baseUrl: string;
	caseId?: string;
}

/** The steps of the KarmaCheck node as HTTP Request nodes, after a node that has the files. */
export function documentChain(
	{ bearer }: Credentials,
	{ baseUrl, caseId = '' }: Vendor,
	options: HttpOptions = {},
	files: Source = { node: PAUSE },
): NodeSpec[] {
	const record = {
		list: [
			{
				originalFileName: "={{ $('Merge').item.binary.data.fileName }}",
				documentTypeId: DOCUMENT_TYPE,
				fileKey: "={{ $('Merge').item.json.list[0].fileKey }}",
				fileFormat: 'pdf',
			},
		],
		accessGrants: { caseId },
	};
	const mint = callJson('Mint', bearer, `${baseUrl}/document/secure/upload`, options, {
		files: [{ documentTypeId: DOCUMENT_TYPE, mimeType: 'application/pdf' }],
	});
	return [
		{ ...mint, after: [files] },
		merge(files),
		http('Put', 'PUT', '={{ $json.list[0].url }}', {
			sendBody: true,
			contentType: 'binaryData',
			inputDataFieldName: 'data',
			options,
		}),
		callJson('Record', bearer, `${baseUrl}/document/secure/create`, options, record),
	];
}

/** The steps of the Kelviq node as HTTP Request nodes. */
export function mediaChain(
	{ kelviqBearer }: Credentials,
	{ baseUrl }: Vendor,
	options: HttpOptions = {},
): NodeSpec[] {
	const fields = ['Content-Type', 'key', 'AWSAccessKeyId', 'policy', 'signature'].map((name) => ({
		name,
		value: `={{ $json.fields['${name}'] }}`,
	}));
	const file = { parameterType: 'formBinaryData', name: 'file', inputDataFieldName: 'data' };
	return [
		callJson('Mint', kelviqBearer, `${baseUrl}/media/`, options, {
			fileName: '={{ $binary.data.fileName }}',
			fileType: '={{ $binary.data.mimeType }}',
		}),
		merge({ node: PAUSE }),
		http('Post', 'POST', '={{ $json.url }}', {
			sendBody: true,
			contentType: 'multipart-form-data',
			bodyParameters: { parameters: [...fields, file] },
			options,
		}),
	];
}

/** Puts the files beside the answers about them. */
const merge = (files: Source): NodeSpec => ({
	name: 'Merge',
	type: 'merge',
	typeVersion: 3.2,
	parameters: { mode: 'combine', combineBy: 'combineByPosition', options: {} },
	after: [files, { node: 'Mint', input: 1 }],
});

function http(
	name: string,
	method: string,
	url: string,
	parameters: NodeSpec['parameters'],
): NodeSpec {
	return {
		name,
		type: 'httpRequest',
		typeVersion: 4.5,
		parameters: { method, url, ...parameters },
	};
}

/** @param body may hold expressions, as whole strings */
function callJson(
	name: string,
	credential: Credential,
	url: string,
	options: HttpOptions,
	body: Json,
): NodeSpec {
	const call = http(name, 'POST', url, {
		authentication: 'genericCredentialType',
		genericAuthType: credential.type,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: expressionOf(body),
		options,
	});
	return { ...call, credential };
}

/** JSON whose strings `={{ … }}` are filled in by n8n. */
const expressionOf = (body: Json): string => `=${JSON.stringify(body).replaceAll('"={{', '"{{')}`;

/** Runs a chain on so many items at a time: the next ones begin when these are done. */
export const inRounds = (batchSize: number, chain: (files: Source) => NodeSpec[]): NodeSpec[] => {
	const nodes = chain({ node: 'Loop', output: 1 });
	const last = nodes.at(-1)?.name ?? '';
	const loop: NodeSpec = {
		name: 'Loop',
		type: 'splitInBatches',
		typeVersion: 3,
		parameters: { batchSize, options: {} },
		after: [{ node: PAUSE }, { node: last }],
	};
	return [loop, ...nodes];
};
