// Node refuses --expose-gc in NODE_OPTIONS, but takes it from within.
require('node:v8').setFlagsFromString('--expose-gc');
const collect = require('node:vm').runInNewContext('gc');
process.on('SIGUSR2', () => collect());
