import { signatureDetector } from '../causes/signature-detector';

/** Programs that need another version of their runtime than the image has. */
export const runtimeVersion = signatureDetector({
  id: 'runtime-version',
  tool: 'runtime',
  keywords: [
    'UnsupportedClassVersionError',
    'invalid target release',
    'invalid source release',
    'JAVA_HOME',
    'ERR_OSSL_EVP_UNSUPPORTED',
    'digital envelope routines',
    'requires a different Python',
    'is not allowed in NODE_OPTIONS',
    'does not support Node',
    'requires Node',
  ],
  signatures: [
    {
      pattern:
        /UnsupportedClassVersionError: (\S{1,200}) has been compiled by a more recent version of the Java Runtime.{0,120}/,
      category: 'configuration',
      weight: 0.85,
      summary: (match) => `The image's Java is too old for ${(match[1] ?? '').replaceAll('/', '.')}`,
      reason: 'Java says that the class is newer than itself',
      nextStep: 'Use an image with a newer Java, or a version of the library for the older one.',
    },
    {
      pattern: /\binvalid (?:target|source) release: ([\d.]{1,8})/,
      category: 'configuration',
      weight: 0.85,
      summary: (match) =>
        `The image's Java compiler does not know Java ${match[1]}, which the project asks for`,
      reason: 'The compiler says which release it does not know',
      nextStep: `Use an image with that Java, or lower the release that the project asks for.`,
    },
    {
      pattern:
        /^(?:ERROR: |Error: )?(?:JAVA_HOME is (?:not set|set to an invalid directory)|The JAVA_HOME environment variable is not defined correctly).{0,200}/,
      category: 'configuration',
      weight: 0.85,
      summary: () => 'Java is not set up in the job: JAVA_HOME does not name a Java',
      reason: 'The build tool finds no Java',
    },
    {
      pattern: /ERR_OSSL_EVP_UNSUPPORTED|error:0308010C:digital envelope routines::unsupported/,
      category: 'configuration',
      weight: 0.85,
      summary: () =>
        'A bundler of the project uses a hash that Node.js 17 and newer no longer have (ERR_OSSL_EVP_UNSUPPORTED)',
      reason: 'OpenSSL refuses the old hash',
      verdict: 'code',
      nextStep:
        'Update the bundler; until then set NODE_OPTIONS=--openssl-legacy-provider or use an older Node.js.',
    },
    {
      pattern:
        /^ERROR: Package '([^']{1,100})' requires a different Python: (\S{1,40}) not in '([^']{1,60})'/,
      category: 'configuration',
      weight: 0.88,
      summary: (match) => `${match[1]} needs Python ${match[3]}, and the image has ${match[2]}`,
      reason: 'pip says which Python it needs',
      dependency: (match) => ({ name: match[1] ?? '', from: null, to: null }),
    },
  ],
  examples: [
    {
      log: 'java.lang.UnsupportedClassVersionError: till/Till has been compiled by a more recent version of the Java Runtime (class file version 61.0)',
      category: 'configuration',
    },
    { log: 'error: invalid target release: 17', category: 'configuration' },
    {
      log: "ERROR: Package 'till' requires a different Python: 3.8.10 not in '>=3.9'",
      category: 'configuration',
      dependency: 'till',
    },
  ],
  lookAlikes: ['the till does not support Node coins', 'JAVA_HOME=/usr/lib/jvm/java-17'],
});
