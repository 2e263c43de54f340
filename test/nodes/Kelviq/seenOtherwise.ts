import type { Json } from '../../../tools/emulators/vendor/types';
import type { Bed } from '../../support/bed';

interface File {
	id: string;
	file: string;
}

/** The files of plans as Kelviq might show them, since its documentation leaves that open. */
export function seenOtherwise({ kelviq }: Bed, change: (files: File[]) => File[]): void {
	const patch = (body: Json) => {
		const plan = body as unknown as { files?: File[] };
		return plan.files ? { ...plan, files: change(plan.files) } : plan;
	};
	for (const method of ['GET', 'PATCH']) {
		kelviq.script(`${method} /catalog/plans/{identifier}/`, { times: Infinity, patch });
	}
}

let signatures = 0;

/** Each copy has an address of its own, which is signed anew whenever it is shown. */
export const signed = (file: File): File => ({
	...file,
	file: `${file.file.replace('/media/', `/media/${file.id}/`)}?signature=${(signatures += 1)}`,
});
