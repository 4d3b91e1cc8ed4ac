import { signatureDetector } from '../causes/signature-detector';

/** Servers whose certificate the job does not trust. */
export const certificate = signatureDetector({
  id: 'certificate',
  tool: 'network',
  keywords: [
    'x509: ',
    'SSL certificate problem',
    'CERTIFICATE_VERIFY_FAILED',
    'self signed certificate',
    'self-signed certificate',
    'CERT_HAS_EXPIRED',
    'unable to get local issuer',
    'UNABLE_TO_VERIFY_LEAF',
    'PKIX path building failed',
    'server certificate verification failed',
  ],
  signatures: [
    {
      pattern:
        /(?:x509: certificate .{1,200}|SSL certificate problem: .{1,100}|CERTIFICATE_VERIFY_FAILED.{0,120}|(?:DEPTH_ZERO_)?SELF_SIGNED_CERT\w{0,20}|self[ -]signed certificate(?: in certificate chain)?|CERT_HAS_EXPIRED|unable to get local issuer certificate|UNABLE_TO_VERIFY_LEAF_SIGNATURE|PKIX path building failed.{0,120}|server certificate verification failed.{0,80})/,
      category: 'infrastructure',
      weight: 0.84,
      summary: (match) => `The certificate of a server is not trusted: ${match[0]}`,
      reason: 'The certificate is refused',
      verdictReason:
        'The server shows a certificate that has expired or that the job does not know the issuer of.',
      nextStep:
        "Add the issuer's certificate to the job's image or variables, or renew it if it has expired.",
    },
  ],
  examples: [
    {
      log: 'Get "https://till.example/v2/": x509: certificate signed by unknown authority',
      category: 'infrastructure',
    },
    { log: 'curl: (60) SSL certificate problem: certificate has expired', category: 'infrastructure' },
  ],
  lookAlikes: ['the x509: parser passed', 'a self-made certificate of honour'],
});
