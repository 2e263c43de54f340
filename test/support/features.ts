/** What the n8n under test can do: the same tests run in the oldest one that is supported. */
import * as n8nConfig from '@n8n/config';
import * as n8nWorkflow from 'n8n-workflow';

/** From 2.36 on, failed items with `details` go to the error output. */
export const routesDetails = 'REDACTED' in n8nWorkflow;

/** From about 2.5 on, a workflow may have its binary data inside the json. */
export const knowsCombinedBinaries = 'BINARY_MODE_COMBINED' in n8nWorkflow;

/** Whether it can be told which hosts may not be called. */
export const hasSsrfProtection = 'SsrfProtectionConfig' in n8nConfig;
