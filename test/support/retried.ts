/** The settings of a node that n8n runs again where it fails; n8n takes a wait of 0 for a second. */
export const RETRIED = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
