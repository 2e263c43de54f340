/** By the value of 'Environment' in the credential: https://developer.karmacheck.com/background-check-api/overview/api/authentication */
export const environments = {
	staging: 'https://api-stage.karmacheck.io',
	production: 'https://api.karmacheck.io',
};
