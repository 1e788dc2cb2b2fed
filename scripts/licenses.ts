/** Writes THIRD-PARTY-LICENSES from the packages that an installation of Drystep brings: npm run licenses. A test holds the file to them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledInto, installedWith, thirdPartyLicences } from './release/third-party';

const root = join(__dirname, '..');
writeFileSync(join(root, 'THIRD-PARTY-LICENSES'), thirdPartyLicences([...installedWith(root), ...bundledInto(root)]));
