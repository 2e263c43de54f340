import { byId } from '../../../tools/demo/operations';
import { type Queue, raiseQueue } from '../support/queue';
import { publishErrorWorkflow, publishUpload, type PublishedUpload } from '../support/webhook';

/** n8n in queue mode with a published workflow that attaches posted documents to a case. */
export interface Scene extends Queue {
	documents: PublishedUpload;
	/** Id of the workflow that n8n starts when that one does not end well. */
	errorWorkflow: string;
}

/** @param mode where n8n keeps the posted files until a worker takes them */
export async function raiseScene(mode: 'database' | 'filesystem'): Promise<Scene> {
	const queue = await raiseQueue(mode);
	try {
		const errorWorkflow = await publishErrorWorkflow(queue.stage);
		const documents = await publishUpload(queue.stage, {
			node: 'karmaCheck',
			parameters: {
				resource: 'document',
				operation: 'upload',
				caseId: byId(queue.stage.surroundings.caseId),
				// Shows for each record which execution created it.
				options: { title: '={{ $execution.id }}' },
			},
			mimeType: 'application/pdf',
			errorWorkflow,
		});
		return { ...queue, documents, errorWorkflow };
	} catch (thrown) {
		await queue.close();
		throw thrown;
	}
}
