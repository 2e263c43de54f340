// Node refuses --expose-gc in NODE_OPTIONS, but takes it from within.
require('node:v8').setFlagsFromString('--expose-gc');
const collect = require('node:vm').runInNewContext('gc');
// As a last resort V8 also gives back memory that it keeps for later, some 300 MiB of n8n's: what a
// run needs would come out of that, and not show.
process.on('SIGUSR2', () => collect({ type: 'major', execution: 'sync', flavor: 'last-resort' }));
