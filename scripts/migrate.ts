import { startDatabase } from './database/start-database';
import { inStep } from './stack/progress';

// Run before an installation's app starts on a database of its own; `npm run dev` and the demo do it themselves.
const url = process.env.DATABASE_URL;
if (!url) throw new Error('DATABASE_URL must name the database to migrate.');
await inStep('applying the migrations', () => startDatabase({ dataDir: '', url }));
