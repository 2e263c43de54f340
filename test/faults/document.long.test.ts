import { describeFaults } from './describeFaults';
import { document } from './flows/document';

describeFaults(document, { wait: true });
