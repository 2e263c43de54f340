export { karmaCheck } from './karmacheck';
export { kelviq } from './kelviq';
