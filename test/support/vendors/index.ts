export { karmaCheck } from './karmaCheck';
export { kelviq } from './kelviq';
