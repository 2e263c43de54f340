/**
 * `npm run mimeTypes`: writes the package's table of MIME types and extensions anew.
 *
 * - types.ts: which types it has, besides those that KarmaCheck lists
 * - table.ts: what becomes of them with mime-db
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { source } from './table';

export const TABLE = join(__dirname, '../../nodes/shared/storage/mimeTypes.generated.ts');

if (require.main === module) writeFileSync(TABLE, source());
