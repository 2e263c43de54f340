import type { IExecuteFunctions } from 'n8n-workflow';
import { toStepError } from '../../shared/errors';
import type { Run } from '../../shared/node/operation';
import type { UploadFile } from '../../shared/storage/uploadFile';
import { unexpected, type Expectation } from '../../shared/vendor/expectation';
import { inputError } from '../../shared/errors';
import { listOf } from './response';
import { MINT } from './mint';
import { karmaCheck } from './client';

/** Where KarmaCheck lists another type than the usual one. */
const WORDS = new Map([
	['application/vnd.rar', 'application/x-rar-compressed'],
	['text/rtf', 'application/rtf'],
]);

/** A registered MIME type in KarmaCheck's word for it: types are compared with its list literally. */
export function karmaCheckType(mimeType: string): string {
	return WORDS.get(mimeType) ?? mimeType;
}

/**
 * Refuses files of a type that KarmaCheck does not accept. The list is read once per node run; as the
 * run's first call, it also signs in before the items would do so in parallel.
 * @throws StepError with step `input`, or `mint` if the credential does not work
 */
export async function assertAccepted(
	context: IExecuteFunctions,
	run: Run,
	files: UploadFile[],
): Promise<void> {
	const accepted = await run.once(
		'mimeTypes',
		async () => await acceptedTypes(context).catch(unlessUnavailable),
	);
	const refused = accepted && files.find(({ mimeType }) => !accepted.has(mimeType));
	if (!refused) return;
	throw inputError(
		`'${refused.fileName}' is of type ${refused.mimeType}, which KarmaCheck does not accept`,
		"Convert it, for example to PDF, or set its actual type in 'MIME Type' under Options",
	);
}

/** The types that KarmaCheck accepts, as it lists them. @throws StepError */
export async function listMimeTypes(
	context: IExecuteFunctions,
	expectation: Expectation,
): Promise<string[]> {
	const response = await karmaCheck.request(context, {
		method: 'GET',
		path: '/document/secure/mimetypes',
		...expectation,
	});
	const types = listOf(response, expectation);
	if (types.every((type) => typeof type === 'string')) return types as string[];
	throw unexpected(expectation, 'the response is not a list of file types');
}

async function acceptedTypes(context: IExecuteFunctions): Promise<Set<string>> {
	return new Set((await listMimeTypes(context, MINT)).map((type) => type.trim().toLowerCase()));
}

/** Without the list, the API checks each file itself; without access, no other call will work. */
function unlessUnavailable(thrown: unknown): undefined {
	const error = toStepError(thrown);
	if (error.httpCode && error.httpCode !== 401 && error.httpCode !== 403) return undefined;
	throw error;
}
