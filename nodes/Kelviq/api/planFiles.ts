import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { deletedOnce, untilClear } from '../../shared/vendor/exactlyOnce';
import type { Expectation } from '../../shared/vendor/expectation';
import { kelviq } from './client';
import { sendDelete } from './delete';
import { currentId, planFilePath, UNKNOWN_FILE, type PlanFile } from './planFileLookup';
import { entityOf } from './response';

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
	const request = { method: 'PATCH', path, body, repeatable: true, ...expectation } as const;
	const response = await kelviq.request(context, { remedies: UNKNOWN_FILE, ...request });
	return entityOf<PlanFile>(response, 'id', expectation);
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
		const path = planFilePath(identifier, id);
		const response = await kelviq.request(context, { method: 'PATCH', path, body, ...expectation });
		return entityOf<PlanFile>(response, 'id', expectation);
	};
	return await untilClear(update, context.getExecutionCancelSignal());
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
