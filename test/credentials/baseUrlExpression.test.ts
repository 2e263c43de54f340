import { Workflow, type INode } from 'n8n-workflow';
import {
	baseUrl,
	baseUrlExpression,
	environments,
	type VendorCredential,
} from '../../nodes/shared/vendor/baseUrl';
import { nodeTypes } from './httpHelper';

const types = Object.keys(environments) as VendorCredential[];
const known = types.flatMap((type) =>
	Object.entries(environments[type]).map(([environment, url]) => ({ type, environment, url })),
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
	const evaluated = (type: VendorCredential, $credentials: object) =>
		workflow.expression.getSimpleParameterValue(node, baseUrlExpression(type), 'internal', {
			$credentials,
		} as never);

	it.each(known)('gives the base URL of $type for $environment', ({ type, environment }) => {
		const credentials = { environment, baseUrl: '' };
		expect(evaluated(type, credentials)).toBe(baseUrl(type, credentials));
	});

	it.each([
		'https://proxy.example.com',
		'https://proxy.example.com/',
		' https://proxy.example.com/api/v1// ',
		'http://127.0.0.1:8080/',
	])('gives the custom base URL for %j', (entered) => {
		for (const type of types) {
			expect(evaluated(type, custom(entered))).toBe(baseUrl(type, custom(entered)));
		}
	});

	it.each(known)(
		'gives $type no base URL of $environment for another environment',
		({ type, url }) => {
			expect(evaluated(type, { environment: 'other', baseUrl: 'x' })).not.toBe(url);
		},
	);
});
