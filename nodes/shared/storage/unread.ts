import { StepError } from '../errors';
import { isTransient } from '../retry';
import { DISK_FULL, isDiskFull } from './disk';
import type { UploadFile } from './uploadFile';

/** The code of a file whose length is another than it was. */
export const CHANGED = 'the file changed during the upload';

/** The error of a file that n8n's own storage did not give to its end. */
export function notRead({ fileName }: Pick<UploadFile, 'fileName'>, thrown: unknown): StepError {
	if (thrown instanceof StepError) return thrown;
	const { code = 'no reason given' } = thrown as { code?: string };
	return new StepError({
		step: 'input',
		what:
			code === CHANGED
				? `'${fileName}' was not sent: ${CHANGED}`
				: `'${fileName}' was not sent: n8n's file storage did not return it (${code})`,
		remedy: isDiskFull(code) ? DISK_FULL : 'Run this item again',
		transient: isTransient(undefined, code) && !isDiskFull(code),
	});
}
