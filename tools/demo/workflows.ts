import { createHash } from 'node:crypto';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Emulators } from '../emulators';
import type { Credential, Json, WorkflowFile } from '../n8n/client';
import { PROJECT } from '../n8n/package';

export const EXAMPLES = join(PROJECT, 'examples');

/** Where n8n's Docker image may read and write. */
const DOCKER_FOLDER = '/home/node/.n8n-files';

/** The name of the trigger in every example that is started by hand. */
export const TRIGGER = 'When clicking ‘Execute workflow’';

/** What an example needs in order to run: it ships with n8n's Docker paths and without credentials. */
export interface Surroundings {
	/** Replaces the folder of every file that is read from disk. */
	filesFolder: string;
	/** By the last part of a node's type, e.g. `karmaCheck`, or by their own type. */
	credentials: { [key: string]: Credential };
	/** Replaces the case of the KarmaCheck nodes that name one by its ID. */
	caseId: string;
	/** Replaces the package that they order. */
	packageId: string;
	/** Replace the product and the plan of the Kelviq nodes. */
	productId: string;
	planIdentifier: string;
	/** Replace the origins of the services that files are downloaded from. */
	origins?: { [origin: string]: string };
}

/** The first case, package and product of the emulators, and a published plan. */
export const seededIn = ({ karmaCheck, kelviq }: Emulators) => ({
	caseId: karmaCheck.caseIds[0] ?? '',
	packageId: karmaCheck.packages[0]?.id ?? '',
	productId: kelviq.products[0]?.id ?? '',
	planIdentifier: 'icon-pack-single',
});

/** Of nodes that are called otherwise than their credential. */
const CREDENTIAL_TYPES: { [kind: string]: string } = {
	emailReadImap: 'imap',
	emailSend: 'smtp',
	karmaCheckTrigger: 'karmaCheckWebhookApi',
	kelviqTrigger: 'kelviqWebhookApi',
};

/** A workflow of the examples folder, as shipped. */
export async function readExample(file: string): Promise<WorkflowFile> {
	return JSON.parse(await readFile(join(EXAMPLES, file), 'utf8')) as WorkflowFile;
}

/** The workflow with the files, credentials and IDs of the place where it will run. */
export function adapt(workflow: WorkflowFile, to: Surroundings): WorkflowFile {
	const nodes = workflow.nodes.map((node) => {
		const parameters: { [key: string]: Json } = { ...node.parameters };
		for (const name of ['fileSelector', 'fileName'] as const)
			if (typeof parameters[name] === 'string')
				parameters[name] = parameters[name].replace(DOCKER_FOLDER, to.filesFolder);
		for (const name of ['caseId', 'packageId', 'productId', 'planIdentifier'] as const)
			if (isById(parameters[name])) parameters[name] = { __rl: true, mode: 'id', value: to[name] };
		for (const [origin, local] of Object.entries(to.origins ?? {}))
			if (typeof parameters.url === 'string')
				parameters.url = parameters.url.replace(origin, local);
		const kind = node.type.split('.').at(-1) ?? '';
		const key = parameters.genericAuthType ?? CREDENTIAL_TYPES[kind] ?? kind;
		const credential = to.credentials[String(key)];
		if (!credential) return { ...node, parameters };
		const { id, name, type } = credential;
		return { ...node, parameters, credentials: { [type]: { id, name } } };
	});
	return { ...workflow, nodes };
}

/** An expression stays, and so does another mode, such as a case by its candidate's email. */
function isById(parameter: Json | undefined): boolean {
	const { mode, value } = (parameter ?? {}) as { mode?: Json; value?: Json };
	return mode === 'id' && !String(value).startsWith('=');
}

/** Copies the example files to `folder`. */
export async function copyFiles(folder: string): Promise<void> {
	await cp(join(EXAMPLES, 'files'), folder, { recursive: true });
}

/** An example file. */
export async function readExampleFile(name: string): Promise<Buffer> {
	return await readFile(join(EXAMPLES, 'files', name));
}

/** Size in bytes and SHA-256 (hex) of an example file. */
export async function measureFile(name: string): Promise<{ size: number; sha256: string }> {
	const bytes = await readExampleFile(name);
	return { size: bytes.length, sha256: sha256Of(bytes) };
}

/** Lower-case hex. */
export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
