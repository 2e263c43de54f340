import { createHash } from 'node:crypto';
import { cp, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Emulators } from '../emulators';
import type { Credential, Json, WorkflowFile } from '../n8n/client';
import { PROJECT } from '../n8n/package';

export const EXAMPLES = join(PROJECT, 'examples');

/** The name of the trigger in every example. */
export const TRIGGER = 'When clicking ‘Execute workflow’';

/** What an example needs in order to run: it ships with n8n's Docker paths and without credentials. */
export interface Surroundings {
	/** Replaces the folder of every file that is read from disk. */
	filesFolder: string;
	/** Given to the nodes whose type ends in the key, e.g. `karmaCheck`. */
	credentials: { [nodeName: string]: Credential };
	/** Replaces the case of the KarmaCheck nodes. */
	caseId: string;
	/** Replaces the package that they order. */
	packageId: string;
	/** Replace the product and the plan of the Kelviq nodes. */
	productId: string;
	planIdentifier: string;
	/** Replaces the place that release assets are downloaded from. */
	releaseOrigin: string;
}

/** The first case, package and product of the emulators, and a published plan. */
export const seededIn = ({ karmaCheck, kelviq }: Emulators) => ({
	caseId: karmaCheck.caseIds[0] ?? '',
	packageId: karmaCheck.packages[0]?.id ?? '',
	productId: kelviq.products[0]?.id ?? '',
	planIdentifier: 'icon-pack-single',
});

/** A workflow of the examples folder, as shipped. */
export async function readExample(file: string): Promise<WorkflowFile> {
	return JSON.parse(await readFile(join(EXAMPLES, file), 'utf8')) as WorkflowFile;
}

/** The workflow with the files, credentials and case of the place where it will run. */
export function adapt(workflow: WorkflowFile, to: Surroundings): WorkflowFile {
	const nodes = workflow.nodes.map((node) => {
		const parameters: { [key: string]: Json } = { ...node.parameters };
		if (typeof parameters.fileSelector === 'string')
			parameters.fileSelector = join(to.filesFolder, basename(parameters.fileSelector));
		for (const name of ['caseId', 'packageId', 'productId', 'planIdentifier'] as const)
			if (parameters[name] !== undefined)
				parameters[name] = { __rl: true, mode: 'id', value: to[name] };
		if (typeof parameters.jsonOutput === 'string')
			parameters.jsonOutput = parameters.jsonOutput.replaceAll(
				'https://example.com/releases',
				to.releaseOrigin,
			);
		const credential = to.credentials[node.type.split('.').at(-1) ?? ''];
		if (!credential) return { ...node, parameters };
		const { id, name, type } = credential;
		return { ...node, parameters, credentials: { [type]: { id, name } } };
	});
	return { ...workflow, nodes };
}

/** Copies the example files to `folder`. */
export async function copyFiles(folder: string): Promise<void> {
	await cp(join(EXAMPLES, 'files'), folder, { recursive: true });
}

/** Size in bytes and SHA-256 (hex) of an example file. */
export async function measureFile(name: string): Promise<{ size: number; sha256: string }> {
	const bytes = await readFile(join(EXAMPLES, 'files', name));
	return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
