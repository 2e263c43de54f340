import { Workflow, type INode } from 'n8n-workflow';
import { environments as karmaCheck } from '../../nodes/KarmaCheck/api/environments';
import { environments as kelviq } from '../../nodes/Kelviq/api/environments';
import { baseUrl, baseUrlExpression, type Environments } from '../../nodes/shared/vendor/baseUrl';
import { nodeTypes } from './httpHelper';

const vendors = { KarmaCheck: karmaCheck, Kelviq: kelviq };
const known = Object.entries(vendors).flatMap(([name, environments]) =>
	Object.entries(environments).map(([environment, url]) => {
		return { name, environments: environments as Environments, environment, url };
	}),
);
const custom = (url: string) => ({ environment: 'custom', baseUrl: url });

describe("the expression for the credential's own test", () => {
	const node: INode = {
		id: '1',
		name: 'Test',
		type: 'test',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const evaluated = (environments: Environments, $credentials: object) =>
		workflow.expression.getSimpleParameterValue(node, baseUrlExpression(environments), 'internal', {
			$credentials,
		} as never);

	it.each(known)(
		'gives the base URL of $name for $environment',
		({ environments, environment }) => {
			const credentials = { environment, baseUrl: '' };
			expect(evaluated(environments, credentials)).toBe(baseUrl(environments, credentials));
		},
	);

	it.each([
		'https://proxy.example.com',
		'https://proxy.example.com/',
		' https://proxy.example.com/api/v1// ',
		'http://127.0.0.1:8080/',
	])('gives the custom base URL for %j', (entered) => {
		for (const environments of [karmaCheck, kelviq]) {
			expect(evaluated(environments, custom(entered))).toBe(baseUrl(environments, custom(entered)));
		}
	});

	it.each(known)(
		'gives $name no base URL of $environment for another environment',
		({ environments, url }) => {
			expect(evaluated(environments, { environment: 'other', baseUrl: 'x' })).not.toBe(url);
		},
	);
});
