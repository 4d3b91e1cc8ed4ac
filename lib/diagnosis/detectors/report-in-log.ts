import type { Category } from '@/lib/domain/category';
import { causeOfFindings, type FoundAt } from '../causes/build-cause';
import type { Cause, Detector } from '../detector';
import type { LogView } from '../view/log-view';
import { readCodeQualityReport } from '../reports/code-quality-report';
import type { Report } from '../reports/report';
import { readPyrightReport } from '../reports/pyright-report';
import { readSarifReport } from '../reports/sarif-report';
import { readXmlReport } from '../reports/xml-report';

const MAX_LINES = 50_000;

interface Form {
  readonly keyword: string;
  /** The line that begins the report. */
  readonly begin: RegExp;
  /** Its last line, as the first one tells. */
  readonly end: (begin: RegExpExecArray) => RegExp;
  readonly read: (text: string) => Report;
  /** Lint when absent. */
  readonly category?: Category;
}

const xml: readonly Form[] = [
  'checkstyle',
  'pmd',
  'BugCollection',
  'results version=',
  'issues format=',
  'jslint',
  'csslint',
  'phpcs',
  'StyleCopViolations',
  'CodeNarc',
].map((root) => {
  const name = root.split(' ')[0] ?? root;
  return {
    keyword: `<${root}`,
    begin: new RegExp(`^.{0,200}?(<${root}.*)$`),
    end: () => new RegExp(`</${name}>`),
    read: readXmlReport,
  };
});

const forms: readonly Form[] = [
  ...xml,
  {
    keyword: '"runs"',
    begin: /^.{0,40}?(\{.*"runs"\s{0,4}:.*)$/,
    end: () => /\}\s*$/,
    read: readSarifReport,
  },
  {
    keyword: '"generalDiagnostics"',
    begin: /^.{0,40}?(\{.*"generalDiagnostics"\s{0,4}:.*)$/,
    end: () => /\}\s*$/,
    read: readPyrightReport,
    category: 'type-check',
  },
  {
    keyword: '"check_name"',
    begin: /^.{0,40}?(\[?\{.*"check_name".*)$/,
    end: () => /\}\]?,?\s*$/,
    read: readCodeQualityReport,
  },
];

/** Checkers' reports that a job prints: Checkstyle's format and its kin, SARIF and Code Quality on one line or pretty. */
export const reportInLog: Detector = {
  id: 'report-in-log',
  keywords: forms.map(({ keyword }) => keyword),
  detect(view) {
    return forms.flatMap((form) => {
      const text = textOf(view, form) ?? prettyJson(view, form);
      return text === null ? [] : causesOf(view, form, text);
    });
  },
  examples: [
    {
      log: '$ cat report.xml\n<?xml version="1.0"?>\n<checkstyle version="8">\n<file name="src/till.ts">\n<error line="12" column="5" severity="error" message="No coin" source="no-coin"/>\n</file>\n</checkstyle>',
      category: 'lint',
      findings: ['src/till.ts:12'],
    },
    {
      log: '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Till"}},"results":[{"ruleId":"no-coin","level":"error","message":{"text":"No coin"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"src/till.ts"},"region":{"startLine":12}}}]}]}]}',
      category: 'lint',
      findings: ['src/till.ts:12'],
    },
    {
      log: '{\n  "version": "2.1.0",\n  "runs": [\n    {\n      "results": [\n        {\n          "level": "error",\n          "message": { "text": "No coin" },\n          "locations": [\n            { "physicalLocation": { "artifactLocation": { "uri": "src/till.ts" }, "region": { "startLine": 12 } } }\n          ]\n        }\n      ]\n    }\n  ]\n}',
      category: 'lint',
      findings: ['src/till.ts:12'],
    },
    {
      log: '[{"description":"No coin","check_name":"no-coin","severity":"major","location":{"path":"src/till.ts","lines":{"begin":12}}}]',
      category: 'lint',
      findings: ['src/till.ts:12'],
    },
  ],
  lookAlikes: [
    '<checkstyle version="8"></checkstyle>',
    'writes "runs" and a "check_name" for each',
    '{"runs": 5}',
  ],
};

interface Part {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

function textOf(view: LogView, form: Form): Part | null {
  const [found] = view.find(form.begin, [form.keyword], 1);
  if (found === undefined) return null;
  const { index, match } = found;
  const end = form.end(match);
  const first = match[1] ?? '';
  if (end.test(first)) return { text: first, from: index, to: index };
  return upTo(view, index, first, end);
}

/** JSON over many lines begins at a bracket that stands alone, in the first column. */
function prettyJson(view: LogView, form: Form): Part | null {
  const [at] = form.keyword.startsWith('"') ? view.linesWith(form.keyword) : [];
  if (at === undefined) return null;
  for (let above = at; above >= 0 && above > at - 60; above -= 1) {
    const bracket = /^([[{])\s*$/.exec(view.text(above))?.[1];
    if (bracket !== undefined) return upTo(view, above, bracket, bracket === '[' ? /^\]\s*$/ : /^\}\s*$/);
  }
  return null;
}

function upTo(view: LogView, from: number, first: string, end: RegExp): Part | null {
  const texts = [first];
  for (let index = from + 1; index < view.length && index < from + MAX_LINES; index += 1) {
    const text = view.text(index);
    texts.push(text);
    if (end.test(text)) return { text: texts.join('\n'), from, to: index };
  }
  return { text: texts.join('\n'), from, to: Math.min(view.length, from + MAX_LINES) - 1 };
}

function causesOf(view: LogView, form: Form, { text, from, to }: Part): Cause[] {
  const report = form.read(text);
  if (report.kind === 'not-a-report' || report.findings.length === 0) return [];
  let near = from;
  const found: FoundAt[] = report.findings.map((finding) => {
    near = lineOf(view, near, to, finding.line, finding.message);
    return { ...finding, file: finding.file === null ? null : view.path(finding.file), index: near };
  });
  const tool = report.findings[0]?.tool ?? 'report';
  const cause = causeOfFindings({
    tool,
    label: `The report of ${tool}`,
    category: form.category ?? 'lint',
    found,
    number: (index) => view.number(index),
    weight: 0.8,
  });
  return cause === null ? [] : [cause];
}

/** Where in the report a finding stands: reports keep their order, so it is looked for from the last one on. */
function lineOf(view: LogView, from: number, to: number, line: number | null, message: string): number {
  const told = message.slice(0, 30).replace(/[^\w ].*$/, '');
  for (let index = from; index <= to && index < from + 200; index += 1) {
    const text = view.text(index);
    if ((told.length > 4 && text.includes(told)) || (line !== null && text.includes(`ine="${line}"`)))
      return index;
  }
  return from;
}
