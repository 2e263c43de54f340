import type { Endpoint } from '../../vendor/types';
import mimeTypes from '../mimeTypes.json';
import type { KarmaCheckState } from '../state';

/** The MIME types that uploads may have, in lower case. */
export const listMimeTypes: Endpoint<KarmaCheckState> = () => ({ json: { list: mimeTypes } });
