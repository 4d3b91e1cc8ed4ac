// Lets a worker's .ts file load where nothing has bundled it (tests, scripts, the command line), wherever that was started.
import { fileURLToPath } from 'node:url';

import { register } from 'tsx/esm/api';

register({ tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)) });
