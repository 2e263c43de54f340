import 'reflect-metadata';
import { ExecuteContext } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IExecuteFunctions,
	type INodeTypes,
	type IRequestOptions,
	type PaginationOptions,
} from 'n8n-workflow';
import { KarmaCheckApi } from '../../credentials/KarmaCheckApi.credentials';
import { KelviqApi } from '../../credentials/KelviqApi.credentials';
import { additionalDataWith } from '../support/additionalData';
import { MemoryCredentials } from '../support/credentialsHelper';
import { credentialsOf, nodeNamed } from '../support/workflow';

const TYPES = new Map([new KarmaCheckApi(), new KelviqApi()].map((type) => [type.name, type]));

/** The type that may use the credentials of other nodes. */
const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';
const SENDER = { description: { name: HTTP_REQUEST, properties: [], credentials: [] } };

/** How n8n's HTTP Request node, its tool, and its pages send a request with a credential. */
export function stockHelpers(type: string, fields: ICredentialDataDecryptedObject) {
	const stored = { [type]: fields };
	const node = {
		...nodeNamed('HTTP Request', HTTP_REQUEST, {}),
		credentials: credentialsOf(stored),
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: { getByNameAndVersion: () => SENDER } as unknown as INodeTypes,
	});
	const context = new ExecuteContext(
		workflow,
		node,
		additionalDataWith(new MemoryCredentials(TYPES, stored), '1'),
		'manual',
		createRunExecutionData(),
		0,
		[{ json: {} }],
		{ main: [[{ json: {} }]] },
		{ data: { main: [[{ json: {} }]] }, node, source: null },
		[],
	);
	const { helpers } = context as IExecuteFunctions;
	/** As version 4.2 of the node fills in its request. */
	const options = (uri: string, more: Partial<IRequestOptions> = {}): IRequestOptions => ({
		headers: {},
		method: 'GET',
		uri,
		gzip: true,
		followRedirect: true,
		followAllRedirects: true,
		resolveWithFullResponse: true,
		sendCredentialsOnCrossOriginRedirect: true,
		json: true,
		...more,
	});
	interface Response {
		statusCode: number;
		body: unknown;
	}
	return {
		stored,
		/** The node. */
		send: async (uri: string, more: Partial<IRequestOptions> = {}): Promise<Response> =>
			(await helpers.requestWithAuthentication.call(context, type, options(uri, more))) as Response,
		/** The node, with its option 'Pagination'. */
		sendPages: async (uri: string, paging: PaginationOptions): Promise<Response[]> =>
			(await helpers.requestWithAuthenticationPaginated.call(
				context,
				options(uri),
				0,
				paging,
				type,
			)) as Response[],
		/** The tool of an AI agent. */
		sendAsTool: async (url: string): Promise<Response> =>
			(await helpers.httpRequestWithAuthentication.call(context, type, {
				url,
				method: 'GET',
				returnFullResponse: true,
			})) as Response,
	};
}
