import { describeFaults } from './describeFaults';
import { images } from './flows/images';

describeFaults(images, { wait: false });
