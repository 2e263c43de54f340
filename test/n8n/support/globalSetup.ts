import { installN8n } from '../../../demo/n8n/install';
import useOwnTemporaryFolder from '../../support/globalSetup';

/** Installs n8n where it is not there yet: that takes minutes, which no test's time limit allows for. */
export default async function globalSetup(): Promise<void> {
	useOwnTemporaryFolder();
	await installN8n({ onStep: console.log });
}
