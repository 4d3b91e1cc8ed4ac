import { signatureDetector } from '../causes/signature-detector';

/** A variable or secret that the job was not given. */
export const missingVariable = signatureDetector({
  id: 'missing-variable',
  tool: 'shell',
  keywords: [
    'unbound variable',
    'parameter null or not set',
    'parameter not set',
    'nvironment variable',
    'must be set',
    'is not set',
    'KeyError: ',
    'not be empty',
    ': line ',
  ],
  signatures: [
    {
      pattern:
        /(?:^|: )([A-Za-z_][A-Za-z0-9_]{1,100}): (?:unbound variable|parameter null or not set|parameter not set)$/,
      category: 'configuration',
      weight: 0.9,
      summary: (match) => `The variable ${match[1]} is not set for this job`,
      reason: 'The shell says which variable is missing',
      nextStep:
        "Set the variable in the project's CI/CD settings. If it is protected, it reaches protected branches only.",
    },
    {
      pattern:
        /\b(?:[Mm]issing|[Rr]equired?|[Uu]ndefined|[Nn]o|[Uu]nset)\b(?: required)?(?: value for)?(?: the)? environment variables?:? [`'"]?([A-Z][A-Z0-9_]{2,100})\b/,
      category: 'configuration',
      weight: 0.85,
      summary: (match) => `The environment variable ${match[1]} is missing`,
      reason: 'The program says which variable is missing',
      nextStep:
        "Set the variable in the project's CI/CD settings. If it is protected, it reaches protected branches only.",
    },
    {
      pattern:
        /[`'"$]?\b([A-Z][A-Z0-9]*_[A-Z0-9_]{2,100})\b[}`'"]? (?:environment variable )?(?:(?:must|should) be (?:set|defined|provided)|is (?:not set|not defined|unset|missing|required)|must not be empty)/,
      category: 'configuration',
      weight: 0.8,
      summary: (match) => `The environment variable ${match[1]} is missing`,
      reason: 'The program says which variable is missing',
      nextStep:
        "Set the variable in the project's CI/CD settings. If it is protected, it reaches protected branches only.",
      // Build tools report at length what they do not use.
      rejects: (view, index) => /^\s*(?:--|[wW]arn|WARN|\[warn)/.test(view.text(index)),
    },
    {
      // ${TILL_URL:?message}: the script's own words for it.
      pattern:
        /^\S{1,200}: (?:line )?\d{1,6}: ([A-Z][A-Z0-9_]{2,100}): ((?:.{0,100}\b(?:set|unset|required?|missing|provided?|define|defined|configured?|empty|needed)\b).{0,200})$/,
      category: 'configuration',
      weight: 0.84,
      summary: (match) => `The variable ${match[1]} is not set for this job: ${match[2]}`,
      reason: 'The shell says which variable is missing',
      nextStep:
        "Set the variable in the project's CI/CD settings. If it is protected, it reaches protected branches only.",
    },
    {
      pattern: /^KeyError: '([A-Z][A-Z0-9]*_[A-Z0-9_]{1,100})'$/,
      category: 'configuration',
      weight: 0.8,
      summary: (match) => `The environment variable ${match[1]} is missing`,
      reason: 'The program says which variable is missing',
      rejects: (view, index) =>
        !/environ|getenv/.test(`${view.text(index - 1)}${view.text(index - 2)}${view.text(index - 3)}`),
    },
  ],
  examples: [
    { log: '/scripts-1-2/step_script: line 152: DEPLOY_HOST: unbound variable', category: 'configuration' },
    {
      log: 'bash: line 4: TILL_TOKEN: must be set in the settings of the project',
      category: 'configuration',
    },
    { log: 'Error: Missing required environment variable TILL_URL', category: 'configuration' },
  ],
  lookAlikes: ['-- TILL_ROOT is not set, using the default', 'environment variables are documented below'],
});
