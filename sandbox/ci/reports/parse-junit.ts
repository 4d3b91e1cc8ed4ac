import { scanXml, XmlError } from './scan-xml';

export interface TestCase {
  status: 'success' | 'failed' | 'skipped' | 'error';
  name: string;
  classname: string | null;
  file: string | null;
  execution_time: number;
  system_output: string | null;
  stack_trace: string | null;
  recent_failures: null;
  attachment_url: string | null;
}

const MAX_BYTES = 30 * 1024 * 1024;
const MAX_CASES = 50_000;
const OUTCOMES: Record<string, TestCase['status']> = {
  failure: 'failed',
  error: 'error',
  skipped: 'skipped',
};

/** The cases of a JUnit report, or what is wrong with it in GitLab's words. */
export function parseJunit(xml: string): { cases: TestCase[]; error: string | null } {
  if (xml.length > MAX_BYTES) return { cases: [], error: 'JUnit XML parsing failed: too big' };
  const cases: TestCase[] = [];
  let current: TestCase | null = null;
  let inside: string | null = null;
  try {
    for (const event of scanXml(xml)) {
      if (event.kind === 'open' && event.name === 'testcase') {
        if (cases.length >= MAX_CASES) return { cases, error: `number of test cases exceeds ${MAX_CASES}` };
        current = newCase(event.attributes);
        cases.push(current);
      } else if (event.kind === 'open' && current) {
        const outcome = OUTCOMES[event.name];
        if (outcome) {
          current.status = outcome;
          const message = event.attributes['message'];
          if (message !== undefined && outcome !== 'skipped') current.system_output = message;
        }
        inside = event.name;
      } else if (event.kind === 'close') {
        if (event.name === 'testcase') current = null;
        inside = null;
      } else if (event.kind === 'text' && current && (inside === 'failure' || inside === 'error')) {
        const text = event.text.trim();
        if (text !== '')
          current.system_output = current.system_output === null ? text : `${current.system_output}\n${text}`;
      }
    }
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return { cases: [], error: `JUnit XML parsing failed: ${error.message}` };
  }
  return { cases, error: null };
}

function newCase(attributes: Record<string, string>): TestCase {
  const time = Number((attributes['time'] ?? '0').replaceAll(',', ''));
  return {
    status: 'success',
    name: attributes['name'] ?? '',
    classname: attributes['classname'] ?? null,
    file: attributes['file'] ?? null,
    execution_time: Number.isFinite(time) ? time : 0,
    system_output: null,
    stack_trace: null,
    recent_failures: null,
    attachment_url: null,
  };
}
