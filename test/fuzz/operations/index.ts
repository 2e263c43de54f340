import { karmaCheckSubjects } from './karmaCheck';
import { kelviqSubjects } from './kelviq';

export type { Subject } from './subject';

export const subjects = [...karmaCheckSubjects, ...kelviqSubjects];
