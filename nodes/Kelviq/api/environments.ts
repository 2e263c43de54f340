/** By the value of 'Environment' in the credential: https://docs.kelviq.com/guides/sandbox */
export const environments = {
	sandbox: 'https://sandboxapi.kelviq.com/api/v1',
	production: 'https://api.kelviq.com/api/v1',
};
