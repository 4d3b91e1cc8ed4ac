import { signatureDetector } from '../causes/signature-detector';

const nextStep = 'Correct the file at the named place.';

/** JSON, YAML, TOML and XML that their readers cannot read, where the reader says so by itself and not through a compiler. */
export const dataSyntax = signatureDetector({
  id: 'data-syntax',
  tool: 'data',
  keywords: ['parse error', ' line ', 'yaml: ', 'YAMLException', 'TOML', 'parser error', 'jq: error'],
  signatures: [
    {
      tool: 'jq',
      pattern:
        /^(?:jq: (?:parse )?)?(?:parse error|error \(at \S{1,200}\)|error): ((?:Unmatched|Expected|Invalid|Unfinished|Objects must|Object keys|Cannot (?:index|iterate)|Exceeds|Potentially).{1,200})$/,
      category: 'configuration',
      verdict: 'code',
      weight: 0.82,
      summary: (match) => `jq cannot read its input: ${match[1]}`,
      reason: 'jq says what it cannot read',
      nextStep:
        'See whether the input is the JSON that the filter expects; an error page of a server is a usual cause.',
    },
    {
      pattern:
        /^((?:Expecting (?:value|property name enclosed in double quotes|'.' delimiter)|Extra data|Unterminated string starting at|Invalid control character at|Illegal trailing comma.{0,40}): line (\d{1,7}) column (\d{1,7}) \(char \d{1,9}\))$/,
      category: 'configuration',
      verdict: 'code',
      weight: 0.8,
      summary: (match) => `A JSON file cannot be read: ${match[1]}`,
      reason: 'The reader says what it cannot read',
      nextStep,
    },
    {
      tool: 'yaml',
      pattern:
        /(?:^|: )(yaml: (?:unmarshal errors|line (\d{1,7}): .{1,200}|did not find expected .{1,100}|mapping values are not allowed.{0,60}))$/,
      category: 'configuration',
      verdict: 'code',
      weight: 0.72,
      summary: (match) => `A YAML file cannot be read: ${match[1]}`,
      reason: 'The reader says what it cannot read',
      nextStep,
    },
    {
      tool: 'xmllint',
      pattern: /^(\S{1,300}):(\d{1,7}): (parser error : (.{1,300}))$/,
      category: 'configuration',
      verdict: 'code',
      weight: 0.86,
      summary: (match) => `The XML of ${match[1]} cannot be read: ${match[4]}`,
      reason: 'The reader says what it cannot read',
      nextStep,
      finding: (match) => ({ file: match[1] ?? '', line: Number(match[2]), message: match[4] ?? '' }),
    },
  ],
  examples: [
    { log: "jq: parse error: Unmatched '}' at line 2, column 7", category: 'configuration' },
    { log: 'Expecting value: line 2 column 7 (char 15)', category: 'configuration' },
    { log: 'Error: yaml: line 4: did not find expected key', category: 'configuration' },
    {
      log: 'till.xml:3: parser error : Opening and ending tag mismatch: till line 1 and coin',
      category: 'configuration',
      findings: ['till.xml:3'],
    },
  ],
  lookAlikes: ['reports a parse error: Expected a coin ... ok', 'the till is on line 4 column 2'],
});
