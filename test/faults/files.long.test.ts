import { describeFaults } from './describeFaults';
import { files } from './flows/files';

describeFaults(files, { wait: true });
