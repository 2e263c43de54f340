import { addFiles, type Plan, type PlanFile } from '../../emulators/kelviq/plans';
import { draftOf, newestOf } from '../../emulators/kelviq/versions';
import { newOrderId, orderEvent } from '../../emulators/kelviq/webhooks';
import { startOutbox } from '../../upstream/outbox';
import { expectSuccess, expectThat } from '../expect';
import type { Shown, Stage } from '../stage';
import { sha256Of } from '../workflows';
import { endpointOf } from './endpoint';

const FILE = 'kelviq-order-to-email.json';
const PLAN = 'pro-suite-desktop';
const BUYER = 'sam.taylor@example.com';

/**
 * An order is created, paid, and reported once more: the buyer gets one email with the files, without
 * one that is hidden and one of a draft.
 */
export async function showOrder(stage: Stage): Promise<Shown> {
	const { kelviq, storage } = stage.emulators;
	const outbox = await startOutbox();
	const plan = kelviq.plan(PLAN);
	const before = structuredClone(plan.versions);
	const files = withMore(plan);
	try {
		const { secret } = kelviq.webhooks.register({ url: await endpointOf(FILE, stage.url) });
		const live = await stage.publishExample(FILE, {
			credentials: {
				kelviqWebhookApi: { signingSecret: secret },
				smtp: {
					user: outbox.user,
					password: outbox.password,
					host: '127.0.0.1',
					port: outbox.port,
					secure: false,
					disableStartTls: true,
				},
			},
		});
		const id = newOrderId();
		const steps: Array<{ type: string; status: string; mails: number }> = [
			{ type: 'order.created', status: 'PENDING', mails: 0 },
			{ type: 'order.updated', status: 'COMPLETE', mails: 1 },
			{ type: 'order.updated', status: 'COMPLETE', mails: 1 },
		];
		for (const { mails, ...state } of steps) {
			const [sent] = await kelviq.webhooks.emit(orderEvent(PLAN, BUYER, { ...state, id }));
			expectThat('the delivery is accepted', Boolean(sent?.isDelivered), `${sent?.status}`);
			expectSuccess(await live.next());
			const count = outbox.mails.length;
			expectThat(`${mails} emails are sent by then`, count === mails, `${count} were`);
		}

		const [mail] = outbox.mails;
		const to = [mail?.to ?? []].flat().map(({ text }) => text);
		expectThat('the email goes to the buyer', to.join() === BUYER, to.join());
		const attached = mail?.attachments ?? [];
		expectThat('every file is attached', attached.length === files.length, `${attached.length}`);
		for (const { name, file } of files) {
			const bytes = await storage.read(kelviq.bucket, kelviq.storageKey(file) ?? '');
			const found = attached.filter(({ filename }) => filename === name);
			const same = found.length === 1 && sha256Of(found[0]!.content) === sha256Of(bytes);
			expectThat(`${name} is attached once, with the same bytes`, same);
		}
		return {
			what: 'An order is paid, reported twice',
			result: `1 email with the ${files.length} files`,
		};
	} finally {
		plan.versions = before;
		await outbox.close();
	}
}

/** Adds a file that is hidden to what is published, and a draft with another; returns what buyers get. */
function withMore(plan: Plan): PlanFile[] {
	const published = newestOf(plan);
	const files = [...published.files];
	const add = (version: typeof published, name: string) =>
		addFiles(version, [{ name, url: `https://cdn.kelviq.com/media/plans/none/${name}` }]);
	add(published, 'hidden.zip');
	published.files.at(-1)!.enabled = false;
	add(draftOf(plan), 'unpublished.zip');
	return files;
}
