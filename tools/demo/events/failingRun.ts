import type { Emulators } from '../../emulators';
import { expectThat } from '../expect';
import type { LiveWorkflow } from '../live';

/** Has a delivery arrive while KarmaCheck refuses: the run fails, and its sender must learn so. */
export async function failingRun(
	{ karmaCheck }: Emulators,
	live: LiveWorkflow,
	deliver: () => Promise<{ status: number }>,
): Promise<void> {
	karmaCheck.script('GET /case/list', {
		status: 403,
		body: { message: 'Your group may not do this now.' },
	});
	const { status } = await deliver();
	karmaCheck.clearScripts();
	expectThat('a delivery whose run fails is not confirmed', status === 500, `status ${status}`);
	const run = await live.next();
	expectThat('the run fails while KarmaCheck refuses', run.status === 'error', run.status);
}
