import { installN8n } from '../../../tools/n8n/install';
import { NEWEST, OLDEST } from '../../../tools/n8n/releases';
import baseSetup from '../../support/globalSetup';

/** Installs n8n if it is not there yet, which takes minutes: longer than any test's time limit. */
export default async function globalSetup(): Promise<void> {
	await baseSetup();
	for (const release of [NEWEST, OLDEST]) await installN8n({ release, onStep: console.log });
}
