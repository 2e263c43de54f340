import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '../n8n/failure';

/** What has to be undone at the end, in reverse order, whatever else fails. */
export class Cleanup {
	private readonly tasks: Array<() => Promise<void>> = [];

	/** What could not be undone. */
	readonly left: string[] = [];

	add(task: () => Promise<void>): void {
		this.tasks.push(task);
	}

	/** A separate folder inside the system's temporary one, removed at the end. */
	async temporaryFolder(): Promise<string> {
		const folder = await mkdtemp(join(tmpdir(), 'n8n-karmacheck-kelviq-'));
		this.add(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
		return folder;
	}

	async run(): Promise<void> {
		for (let task = this.tasks.pop(); task; task = this.tasks.pop())
			await task().catch((thrown) => {
				this.left.push(messageOf(thrown));
				console.error(`Left behind: ${messageOf(thrown)}`);
			});
	}
}
