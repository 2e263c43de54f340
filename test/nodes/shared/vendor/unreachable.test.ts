import { failureToStepError } from '../../../../nodes/shared/vendor/failure';

const told = (code: string, text: string) =>
	failureToStepError(
		{ text: '', silentMs: 0, thrown: Object.assign(new Error(text), { code }) },
		{
			vendor: { name: 'KarmaCheck', firstPath: '/', remedies: {} },
			expectation: {
				step: 'record',
				refusal: 'The file was not attached',
				whenUnclear: 'Look first',
			},
			host: 'api.example.com',
		},
	);

describe.each(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'])('%s', (code) => {
	it('leaves unclear what was done where it ended a connection that was there', () => {
		const { unclear, message } = told(code, `read ${code}`);

		expect(unclear).toBe(true);
		expect(message).toBe(
			`The file was not attached: the connection to api.example.com was lost before a response arrived (${code}). Look first`,
		);
	});

	it('means that nothing was sent where there was no connection yet', () => {
		const { unclear, transient, what } = told(code, `connect ${code} 203.0.113.7:443`);

		expect({ unclear, transient }).toEqual({ unclear: false, transient: true });
		expect(what).toContain(`api.example.com could not be reached (${code})`);
	});

	it('leaves it unclear where nothing tells the two apart', () => {
		expect(told(code, '').unclear).toBe(true);
	});
});
