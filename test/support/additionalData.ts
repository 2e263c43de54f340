import type { ICredentialsHelper, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

/** What n8n passes to an execution besides the workflow, as far as these nodes use it. */
export function additionalDataWith(
	credentialsHelper: ICredentialsHelper,
	executionId: string,
): IWorkflowExecuteAdditionalData {
	const local = 'http://127.0.0.1/';
	return {
		credentialsHelper,
		executionId,
		currentNodeExecutionIndex: 0,
		restApiUrl: local,
		instanceBaseUrl: local,
		formBaseUrl: local,
		formWaitingBaseUrl: local,
		formTestBaseUrl: local,
		webhookBaseUrl: local,
		webhookWaitingBaseUrl: local,
		webhookTestBaseUrl: local,
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
}
