import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { StepError } from '../../shared/errors';
import type { Expectation } from '../../shared/vendor/expectation';
import { uuidSegment } from '../../shared/vendor/path';
import { partsOf } from './response';
import { findVersion, newestPlan, planPath, type Plan } from './plans';

export interface PlanFile extends IDataObject {
	id: string;
	name: string;
	/** URL in Kelviq's storage. */
	file: string;
	ordering: number;
}

export const UNKNOWN_FILE = {
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
	if (direct || !Number.isInteger(version) || version < 2) {
		return { files, version, found: direct };
	}
	const before = await findVersion(context, identifier, version - 1, expectation);
	const previous = before ? filesOf(before, expectation) : [];
	return { files, version, found: previous.find(withId) };
}

/**
 * The ID that a file has in the newest version of a plan, given an ID that may be from the version
 * before: the first change to a published plan opens a draft whose files are copies with new IDs.
 * @throws StepError, 404 if there is no such file
 */
export async function currentId(
	context: IExecuteFunctions,
	identifier: string,
	fileId: string,
	expectation: Expectation,
): Promise<string> {
	const lookup = await findFile(context, identifier, fileId, expectation);
	const { files, version, found } = lookup;
	// Never by name: it may be another file that has taken its place.
	const copy =
		found &&
		(files.find(({ id }) => id === found.id) ??
			files.find(({ file }) => address(file) === address(found.file)));
	if (copy) return copy.id;
	throw new StepError({
		step: expectation.step,
		httpCode: 404,
		what: `${expectation.refusal}: plan ${identifier} has no such file${Number.isInteger(version) ? ` in version ${version}` : ''}`,
		remedy: UNKNOWN_FILE[404],
	});
}

/** A file's URL without its signature, which may be another whenever it is shown. */
const address = (url: unknown) => String(url).replace(/[?#].*$/s, '');
