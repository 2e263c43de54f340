import { describeAnswers } from './answers';
import { few } from './settings';

// The pauses between attempts have tests of their own; thousands of runs cannot wait for them.
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.requireActual<{ sleep: unknown }>('./waiting').sleep,
}));

describeAnswers('kelviq', few);
