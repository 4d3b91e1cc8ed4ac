import { signatureDetector } from '../causes/signature-detector';

/** Databases that a job's tests need and that refuse them or are not there. */
export const database = signatureDetector({
  id: 'database',
  tool: 'database',
  keywords: [
    'FATAL:  ',
    'FATAL: ',
    'Access denied for user',
    'Unknown database',
    'ocal MySQL server',
    'onnect to server: ',
    'onnection to server ',
    "Can't reach database",
    'no such table',
    'does not exist',
    "doesn't exist",
    'ServerSelection',
    'uthentication failed',
  ],
  signatures: [
    {
      pattern:
        /\bFATAL:\s{1,2}((?:role|database) "[^"]{1,100}" does not exist|password authentication failed for user "[^"]{1,100}"|sorry, too many clients already|the database system is starting up)/,
      category: 'configuration',
      weight: 0.8,
      summary: (match) => `PostgreSQL refuses the job: ${match[1]}`,
      reason: 'The database says why it refuses',
      nextStep:
        "Compare the user, password and database of the job's variables with those that the service is started with.",
    },
    {
      pattern:
        /\b(Access denied for user '[^']{1,100}'@'[^']{1,100}'(?: \(using password: \w{2,3}\))?|Unknown database '[^']{1,100}')/,
      category: 'configuration',
      weight: 0.8,
      summary: (match) => `MySQL refuses the job: ${match[1]}`,
      reason: 'The database says why it refuses',
      nextStep:
        "Compare the user, password and database of the job's variables with those that the service is started with.",
    },
    {
      pattern:
        /(?:Can't reach database server at .{1,120}|Can't connect to (?:local )?MySQL server .{1,120}|(?:could not connect to server|connection to server (?:at|on) .{1,120}? failed): .{1,120}|MongoServerSelectionError: .{1,120}|ServerSelectionTimeoutError: .{1,120})/,
      category: 'infrastructure',
      weight: 0.75,
      summary: (match) => `The database cannot be reached: ${match[0]}`,
      reason: 'The database does not answer',
      nextStep:
        "See that the job has the service, that its host name is the service's alias, and that the job waits for it.",
    },
    {
      pattern:
        /\b(?:Error: |ERROR:\s{1,2}|OperationalError\S{0,4} |SQLITE_ERROR: )(?:in prepare, )?(no such (?:table|column): [\w."]{1,120}|(?:relation|column|schema|type) "[^"]{1,120}" does not exist)/,
      category: 'build',
      weight: 0.6,
      summary: (match) => `A query asks for what the database does not have: ${match[1]}`,
      reason: 'The database says what it does not have',
      nextStep: "See whether the job runs the project's migrations before the query.",
    },
  ],
  examples: [
    { log: '$ sqlite3 till.db\nError: in prepare, no such table: coins', category: 'build' },
    {
      log: 'psql: error: connection to server at "postgres" (172.17.0.3), port 5432 failed: Connection refused',
      category: 'infrastructure',
    },
    { log: 'psql: error: FATAL:  role "till" does not exist', category: 'configuration' },
    {
      log: "ERROR 1045 (28000): Access denied for user 'till'@'172.17.0.3' (using password: YES)",
      category: 'configuration',
    },
    {
      log: "ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/var/run/mysqld/mysqld.sock' (2)",
      category: 'infrastructure',
    },
  ],
  lookAlikes: ['FATAL: the till is on fire', 'Is the server running a marathon?'],
});
