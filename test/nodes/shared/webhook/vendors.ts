export { KARMACHECK } from '../../KarmaCheckTrigger/sender';
export { KELVIQ } from '../../KelviqTrigger/sender';
