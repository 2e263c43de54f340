import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { StepError } from '../../shared/errors';
import type { Expectation } from '../../shared/vendor/expectation';
import { uuidSegment } from '../../shared/vendor/path';
import { entityOf, partsOf } from './response';
import { withRetries } from '../../shared/retry';
import { deletedOnce } from '../../shared/vendor/exactlyOnce';
import { sendDelete } from './delete';
import { findVersion, newestPlan, planPath, type Plan } from './plans';
import { kelviq } from './client';

export interface PlanFile extends IDataObject {
	id: string;
	name: string;
	/** URL in Kelviq's storage. */
	file: string;
	ordering: number;
}

const UNKNOWN_FILE = {
	404: "Check the file ID, and that the plan's 'files' include it",
};

export const planFilePath = (identifier: string, fileId: string) =>
	`${planPath(identifier)}file/${uuidSegment(fileId, 'File ID', UNKNOWN_FILE[404])}/`;

/** @throws StepError if the plan has none */
export function filesOf(plan: Plan, expectation: Expectation): PlanFile[] {
	return partsOf<PlanFile>(plan.files, 'files', expectation);
}

interface Lookup {
	/** The files of the newest version. */
	files: PlanFile[];
	version: number;
	/** The file with that ID, in the newest version or the one before. */
	found: PlanFile | undefined;
}

/** @throws StepError */
export async function findFile(
	context: IExecuteFunctions,
	identifier: string,
	fileId: string,
	expectation: Expectation,
): Promise<Lookup> {
	// What cannot be an ID is refused before any call.
	planFilePath(identifier, fileId);
	const newest = await newestPlan(context, identifier, expectation);
	const { version } = newest;
	const files = filesOf(newest, expectation);
	const withId = (file: PlanFile) => file.id === fileId;
	const direct = files.find(withId);
	if (direct || !Number.isInteger(version) || version < 2) return { files, version, found: direct };
	const previous = await findVersion(context, identifier, version - 1, expectation);
	return { files, version, found: previous && filesOf(previous, expectation).find(withId) };
}

/**
 * The ID that a file has in the newest version of a plan, given an ID that may be from the version
 * before: the first change to a published plan opens a draft whose files are copies with new IDs.
 * @throws StepError, 404 if there is no such file
 */
async function currentId(
	context: IExecuteFunctions,
	identifier: string,
	fileId: string,
	expectation: Expectation,
): Promise<string> {
	const { files, version, found } = await findFile(context, identifier, fileId, expectation);
	// By name only where one file alone has it: a position among equal names may have changed.
	const named = files.filter(({ name }) => name === found?.name);
	const copy =
		found &&
		(files.find(({ id }) => id === found.id) ??
			files.find(({ file }) => file === found.file) ??
			(named.length === 1 ? named[0] : undefined));
	if (copy) return copy.id;
	throw new StepError({
		step: expectation.step,
		httpCode: 404,
		what: `${expectation.refusal}: plan ${identifier} has no such file${Number.isInteger(version) ? ` in version ${version}` : ''}`,
		remedy: UNKNOWN_FILE[404],
	});
}

/** What names a file. */
export interface FileRef {
	identifier: string;
	fileId: string;
}

/** Sets what is shown of a file by the id that it has in the draft. @throws StepError */
export async function patchFile(
	context: IExecuteFunctions,
	{ identifier, fileId }: FileRef,
	body: IDataObject,
	expectation: Expectation,
): Promise<PlanFile> {
	const path = planFilePath(identifier, fileId);
	const request = { method: 'PATCH', path, body, remedies: UNKNOWN_FILE, ...expectation } as const;
	return entityOf<PlanFile>(await kelviq.request(context, request), 'id', expectation);
}

/** Deletes a file by the id that it has in the draft. @throws StepError */
export async function deleteFile(
	context: IExecuteFunctions,
	{ identifier, fileId }: FileRef,
	expectation: Expectation,
): Promise<void> {
	const path = planFilePath(identifier, fileId);
	await sendDelete(context, path, { remedies: UNKNOWN_FILE, ...expectation });
}

/** Changes how a file is shown, in the plan's draft. @throws StepError */
export async function updateFile(
	context: IExecuteFunctions,
	{ identifier, fileId }: FileRef,
	body: IDataObject,
): Promise<PlanFile> {
	const expectation: Expectation = {
		step: 'request',
		refusal: `File ${fileId} was not updated`,
		remedies: UNKNOWN_FILE,
	};
	const update = async () => {
		// Looked up for each attempt: the previous one may have opened a draft.
		const id = await currentId(context, identifier, fileId, expectation);
		return await patchFile(context, { identifier, fileId: id }, body, expectation);
	};
	return await withRetries(update, context.getExecutionCancelSignal());
}

/** Deletes a file from the plan's draft. @throws StepError */
export async function removeFile(
	context: IExecuteFunctions,
	{ identifier, fileId }: FileRef,
): Promise<void> {
	const expectation: Expectation = {
		step: 'request',
		refusal: `File ${fileId} was not deleted`,
		remedies: UNKNOWN_FILE,
	};
	const erase = async () => {
		const id = await currentId(context, identifier, fileId, expectation);
		const path = planFilePath(identifier, id);
		await kelviq.request(context, { method: 'DELETE', path, responseType: 'none', ...expectation });
	};
	await deletedOnce(erase, context.getExecutionCancelSignal());
}
