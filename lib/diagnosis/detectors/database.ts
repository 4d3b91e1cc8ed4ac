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
    'Is the server running',
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
        /(?:Can't connect to (?:local )?MySQL server .{1,120}|could not connect to server: .{1,120}|Is the server running (?:on|locally).{1,120}|MongoServerSelectionError: .{1,120}|ServerSelectionTimeoutError: .{1,120})/,
      category: 'infrastructure',
      weight: 0.75,
      summary: (match) => `The database cannot be reached: ${match[0]}`,
      reason: 'The database does not answer',
      nextStep:
        "See that the job has the service, that its host name is the service's alias, and that the job waits for it.",
    },
  ],
  examples: [
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
