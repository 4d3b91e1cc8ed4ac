// Lets a worker's .ts file load where nothing has bundled it (tests, scripts, the command line).
import { register } from 'tsx/esm/api';

register();
