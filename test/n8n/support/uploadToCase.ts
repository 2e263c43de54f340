import { join } from 'node:path';
import type { Json, WorkflowFile } from '../../../tools/n8n/client';
import { TRIGGER } from '../../../tools/demo/workflows';
import type { Stage } from './stage';

/** The file that is uploaded, and the node that does it. */
export const FILE = 'signed-disclosure.pdf';
export const UPLOAD = 'Upload PDF to case';

/** Reads a PDF from disk and attaches it to the first case. */
export function uploadToCase({ packed, surroundings, filesFolder }: Stage): WorkflowFile {
	const { id = '', name = '', type = '' } = surroundings.credentials.karmaCheck ?? {};
	const node = (label: string, kind: string, typeVersion: number, parameters: Json = {}) => ({
		id: label,
		name: label,
		type: kind,
		typeVersion,
		position: [0, 0],
		parameters: parameters as { [field: string]: Json },
	});
	const to = (target: string) => ({ main: [[{ node: target, type: 'main', index: 0 }]] });
	return {
		name: 'A PDF on disk to a case',
		nodes: [
			node(TRIGGER, 'n8n-nodes-base.manualTrigger', 1),
			node('Read', 'n8n-nodes-base.readWriteFile', 1.1, {
				fileSelector: join(filesFolder, FILE),
				options: {},
			}),
			{
				...node(UPLOAD, `${packed.name}.karmaCheck`, 1, {
					resource: 'document',
					operation: 'upload',
					caseId: { __rl: true, mode: 'id', value: surroundings.caseId },
					binaryPropertyName: 'data',
				}),
				credentials: { [type]: { id, name } },
			},
		],
		connections: { [TRIGGER]: to('Read'), Read: to(UPLOAD) },
		settings: { executionOrder: 'v1' },
	};
}
