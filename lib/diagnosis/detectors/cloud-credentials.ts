import { signatureDetector } from '../causes/signature-detector';

/** Command-line clients of clouds and clusters that found no valid credentials. */
export const cloudCredentials = signatureDetector({
  id: 'cloud-credentials',
  tool: 'deploy',
  keywords: [
    'nable to locate credentials',
    'ExpiredToken',
    'InvalidClientTokenId',
    'You must be logged in to the server',
    'do not currently have an active account',
    'not logged in',
    "Please run 'az login'",
    'ould not load the default credentials',
    'ould not load credentials',
    'NoCredentialProviders',
    'SignatureDoesNotMatch',
  ],
  signatures: [
    {
      pattern:
        /(?:Unable to locate credentials.{0,80}|NoCredentialProviders: .{1,80}|[Cc]ould not load credentials from any providers|An error occurred \((?:ExpiredToken\w{0,20}|InvalidClientTokenId|SignatureDoesNotMatch)\).{0,160}|You must be logged in to the server \(.{1,60}\)|You do not currently have an active account selected|Please run 'az login' to setup account|Could not load the default credentials.{0,80})/,
      category: 'permission',
      weight: 0.86,
      summary: (match) => `The job has no valid credentials for the service that it deploys to: ${match[0]}`,
      reason: 'The client says what is wrong with its credentials',
      nextStep:
        "Set or renew the credentials in the project's CI/CD variables; protected ones are not given to other branches.",
    },
  ],
  examples: [
    {
      log: 'Unable to locate credentials. You can configure credentials by running "aws configure".',
      category: 'permission',
    },
    { log: 'error: You must be logged in to the server (Unauthorized)', category: 'permission' },
  ],
  lookAlikes: ['the user is not logged in to the till'],
});
