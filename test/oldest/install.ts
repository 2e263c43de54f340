/** Installs the oldest n8n if it is not there yet, and prints the folder of its packages. */
import { dirname } from 'node:path';
import { installN8n } from '../../tools/n8n/install';
import { OLDEST } from '../../tools/n8n/releases';

// `<node_modules>/n8n/bin/n8n`
void installN8n({ release: OLDEST, onStep: console.error }).then(({ cli }) =>
	console.log(dirname(dirname(dirname(cli)))),
);
