import { signatureDetector } from '../causes/signature-detector';

/** Scanners whose verdict ends a job: known weaknesses of dependencies and images, secrets in the code, SonarQube's gate. */
export const qualityGate = signatureDetector({
  id: 'quality-gate',
  tool: 'scanner',
  keywords: ['vulnerabilit', 'QUALITY GATE', 'Quality Gate', 'leaks found', '(CRITICAL: ', 'Total: '],
  signatures: [
    {
      tool: 'npm-audit',
      pattern:
        /^(\d{1,6} (?:(?:low|moderate|high|critical) severity )?vulnerabilit(?:y|ies)(?: \(.{1,100}\)| found)?)$/,
      category: 'dependency',
      weight: 0.66,
      summary: (match) => `The audit of the dependencies found ${match[1]?.replace(/ found$/, '')}`,
      reason: 'The audit counts what it found',
      nextStep: 'Update the named packages (`npm audit fix`), or raise the level that the audit fails at.',
      // npm install counts them too, and does not fail.
      rejects: (view) => !/\baudit\b/.test(view.script.command ?? ''),
    },
    {
      tool: 'trivy',
      pattern: /^Total: ([1-9]\d{0,5} \((?:(?:UNKNOWN|LOW|MEDIUM|HIGH|CRITICAL): \d{1,6}(?:, )?){1,5}\))$/,
      category: 'dependency',
      weight: 0.66,
      summary: (match) => `The scan found known vulnerabilities: ${match[1]}`,
      reason: 'The scanner counts what it found',
      nextStep: 'Update the named packages to the version that the table gives, or the base image.',
    },
    {
      tool: 'sonar',
      pattern: /^(?:\[?ERROR\]?:? ?).{0,60}(?:QUALITY GATE STATUS: FAILED|Quality Gate failed).{0,200}$/,
      category: 'lint',
      weight: 0.85,
      summary: () => "The code does not pass SonarQube's quality gate",
      reason: 'SonarQube says that its gate is not passed',
      nextStep: "Open the project's page in SonarQube; it names the conditions that are not met.",
    },
    {
      tool: 'gitleaks',
      pattern: /^.{0,40}\b(?:WRN|WARN\S{0,10}) (leaks found: [1-9]\d{0,6})$/,
      category: 'lint',
      weight: 0.8,
      summary: (match) => `Gitleaks says that secrets are in the repository (${match[1]})`,
      reason: 'Gitleaks counts what it found',
      nextStep: 'Revoke the named secrets, take them out, and put what is none on the list of exceptions.',
    },
  ],
  examples: [
    { log: '$ npm audit --audit-level=high\n1 high severity vulnerability', category: 'dependency' },
    { log: 'Total: 1 (HIGH: 0, CRITICAL: 1)', category: 'dependency' },
    { log: 'ERROR: QUALITY GATE STATUS: FAILED - View details on https://sonar.example', category: 'lint' },
    { log: '10:00AM WRN leaks found: 2', category: 'lint' },
  ],
  lookAlikes: [
    '$ npm ci\n3 vulnerabilities (1 low, 2 high)',
    'Total: 0 (HIGH: 0, CRITICAL: 0)',
    '10:00AM INF no leaks found',
  ],
});
