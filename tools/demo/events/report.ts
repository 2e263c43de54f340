import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectSuccess, expectThat } from '../expect';
import type { Shown, Stage } from '../stage';
import { sha256Of } from '../workflows';
import { endpointOf } from './endpoint';

const FILE = 'karmacheck-report-to-folder.json';

/** KarmaCheck reports a finished case, the same delivery again, and a case that is not finished. */
export async function showReport(stage: Stage): Promise<Shown> {
	const { karmaCheck, storage } = stage.emulators;
	const url = await endpointOf(FILE, stage.url);
	const { secret } = karmaCheck.webhooks.register({ url });
	const live = await stage.publishExample(FILE, {
		credentials: { karmaCheckWebhookApi: { signingSecret: secret } },
	});
	const [waiting = '', finished = ''] = karmaCheck.caseIds;

	const [other] = await karmaCheck.changeStatus(waiting, 'Pending');
	const [first] = await karmaCheck.changeStatus(finished, 'Complete');
	expectThat('both deliveries are accepted', Boolean(other?.isDelivered && first?.isDelivered));
	const run = await live.next();
	expectSuccess(run);
	const { fileName } = run.runs.get('Save the report')?.items[0]?.json ?? {};
	const name = String(fileName).split('/').at(-1) ?? '';
	expectThat('the file is named after its case', name === `report-${finished}.pdf`, name);
	const saved = await readFile(join(stage.filesFolder, name));

	const again = await karmaCheck.webhooks.again(first!);
	expectThat('the repeated delivery is accepted', again.isDelivered);
	const second = await live.next();
	expectSuccess(second);
	const saves = second.runs.get('Save the report')?.items.length ?? 0;
	expectThat('the repeated delivery saves nothing', saves === 0, `${saves} files`);
	const count = await live.count();
	expectThat('a case that is not finished starts nothing', count === 2, `${count} executions`);

	const report = await storage.read(karmaCheck.bucket, karmaCheck.reportKey(finished));
	const same = sha256Of(saved) === sha256Of(report);
	expectThat('the saved report has the same bytes', same);
	return {
		what: 'A case is complete, reported twice',
		result: '1 report in the folder',
	};
}
