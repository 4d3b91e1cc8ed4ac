import { startBackground } from '../start';

// A process that runs what the application runs behind its pages, for tests that set its environment.
await startBackground({ isDevelopment: false });
process.stdout.write('ready\n');
// As Next does when it is asked to end and has no request left.
process.once('SIGTERM', () => process.exit(143));
