import { NodeHelpers, type INodeType } from 'n8n-workflow';
import { KarmaCheck } from '../../nodes/KarmaCheck/KarmaCheck.node';
import { KarmaCheckTrigger } from '../../nodes/KarmaCheckTrigger/KarmaCheckTrigger.node';
import { KelviqTrigger } from '../../nodes/KelviqTrigger/KelviqTrigger.node';

/** The notices in the form of a node, as its parameters are chosen. */
function notices({ description }: INodeType, parameters = {}): string {
	const node = { typeVersion: 1 };
	return description.properties
		.filter(({ type }) => type === 'notice')
		.filter((one) => NodeHelpers.displayParameter(parameters, one, node, description))
		.map(({ displayName }) => displayName)
		.join('\n');
}

describe('a notice', () => {
	it('says that a new case is billed and emails the candidate, and only there', () => {
		const create = notices(new KarmaCheck(), { resource: 'case', operation: 'create' });
		expect(create).toMatch(/billed/);
		expect(create).toMatch(/emails the candidate/);
		expect(notices(new KarmaCheck(), { resource: 'case', operation: 'get' })).toBe('');
	});

	it.each([new KarmaCheckTrigger(), new KelviqTrigger()])(
		'tells in $description.displayName what to copy where, for test and production',
		(node) => {
			const text = notices(node);
			for (const words of ['test URL', 'production URL', 'Webhooks', 'signing secret']) {
				expect(text).toContain(words);
			}
			expect(text).toMatch(/another secret/);
		},
	);
});
