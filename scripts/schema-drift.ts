import { findSchemaDrift } from './database/find-schema-drift';

// Prints the SQL that DATABASE_URL's database lacks to be as the schema says; ends with 2 when there is any.
const url = process.env.DATABASE_URL;
if (!url) throw new Error('DATABASE_URL must name the database to compare with the schema.');
const drift = await findSchemaDrift(url);
process.stdout.write(drift === '' ? 'The database is as the schema says.\n' : `${drift}\n`);
process.exitCode = drift === '' ? 0 : 2;
