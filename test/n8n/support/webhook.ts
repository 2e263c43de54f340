import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import axios from 'axios';
import { Failure, messageOf } from '../../../tools/n8n/failure';
import type { Json } from '../../../tools/n8n/client';
import type { Stage } from './stage';

/** A file that differs from any other. */
export interface NewFile {
	name: string;
	bytes: Buffer;
	/** lower-case hex */
	sha256: string;
}

/** A file that was posted to a webhook, and n8n's response. */
export interface Posted {
	file: NewFile;
	status: number;
	/** What the workflow's last node has output, or n8n's own message. */
	answer: { [field: string]: Json };
}

/** @param extension with the dot */
export function newFile(size: number, extension: string): NewFile {
	const bytes = randomBytes(size);
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	return { name: randomUUID() + extension, bytes, sha256 };
}

export interface PublishedUpload {
	workflowId: string;
	/** Posts a file and waits for the response. */
	post(file: NewFile): Promise<Posted>;
}

interface Upload {
	node: 'karmaCheck' | 'kelviq';
	parameters: { [name: string]: Json };
	mimeType: string;
	/** Id of the workflow that n8n runs when this one does not end well. */
	errorWorkflow?: string;
}

/** n8n may close a kept one just as it is used again. */
const ONE_CONNECTION_EACH = {
	httpAgent: new Agent({ keepAlive: false }),
	maxRedirects: 0,
	proxy: false as const,
	validateStatus: () => true,
};

/**
 * Publishes a workflow with a webhook that takes a file, and an upload of the file whose output the
 * webhook returns.
 */
export async function publishUpload(
	{ client, surroundings }: Stage,
	{ node, parameters, mimeType, errorWorkflow }: Upload,
): Promise<PublishedUpload> {
	const path = randomUUID();
	const { id = '', name = '', type = '' } = surroundings.credentials[node] ?? {};
	const workflow = await client.createWorkflow({
		name: `A file for ${node}`,
		nodes: [
			{
				id: '1',
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2.1,
				position: [0, 0],
				webhookId: path,
				parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
			},
			{
				id: '2',
				name: 'Upload',
				type: `n8n-nodes-karmacheck-kelviq.${node}`,
				typeVersion: 1,
				position: [220, 0],
				parameters: { binaryPropertyName: 'data', ...parameters },
				credentials: { [type]: { id, name } },
			},
		],
		connections: { Webhook: { main: [[{ node: 'Upload', type: 'main', index: 0 }]] } },
		settings: errorWorkflow ? { errorWorkflow } : {},
	});
	await client.publish(workflow);

	const post = async (file: NewFile): Promise<Posted> => {
		const form = new FormData();
		form.set('data', new Blob([new Uint8Array(file.bytes)], { type: mimeType }), file.name);
		const { status, data } = await axios
			.post<Posted['answer']>(`${client.url}/webhook/${path}`, form, ONE_CONNECTION_EACH)
			.catch((thrown) => {
				// Jest would copy what axios puts into its errors: the file, byte by byte.
				throw new Failure(`${file.name} could not be posted: ${messageOf(thrown)}`);
			});
		return { file, status, answer: data };
	};
	return { workflowId: workflow.id, post };
}

/** Publishes a workflow that n8n can start for others that did not end well. @returns its id */
export async function publishErrorWorkflow({ client }: Stage): Promise<string> {
	const workflow = await client.createWorkflow({
		name: 'Something went wrong',
		nodes: [
			{
				id: '1',
				name: 'Error Trigger',
				type: 'n8n-nodes-base.errorTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
		],
		connections: {},
	});
	await client.publish(workflow);
	return workflow.id;
}
