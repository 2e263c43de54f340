import * as karmaCheck from '../../nodes/KarmaCheck/operations';
import * as kelviq from '../../nodes/Kelviq/operations';
import { subjects } from './operations';

it('fuzzes every operation of both nodes: see operations/ beside this', () => {
	const named = (node: string, { resource, option }: (typeof karmaCheck)['caseGet']) =>
		`${node} ${resource} ${option.value}`;
	const all = [
		...Object.values(karmaCheck).map((operation) => named('karmaCheck', operation)),
		...Object.values(kelviq).map((operation) => named('kelviq', operation)),
	];

	expect(subjects.map((s) => `${s.node} ${s.resource} ${s.operation}`).sort()).toEqual(all.sort());
});
