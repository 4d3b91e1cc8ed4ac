import type { JobReports, RawReports, TestInReport } from '@/lib/domain/job-reports';
import { sealTexts } from '../seal-diagnosis';
import { readCodeQualityReport } from './code-quality-report';
import { placeInStack } from './place-in-stack';

const most = { entries: 1_000, output: 8_000, message: 500, path: 1_000, word: 300 } as const;

/** What a job's reports say, redacted and bounded. Pure; hostile reports cost time, so the product reads them in a worker. */
export function jobReports({ tests, codeQuality, mask = [] }: RawReports): JobReports {
  const sealed = sealTexts(mask);
  return {
    tests: tests.slice(0, most.entries).map((test) => testOf(test, sealed)),
    findings: codeQuality === null ? [] : findingsOf(codeQuality, sealed),
  };
}

type Sealed = (text: string, most: number) => string;

function testOf(test: RawReports['tests'][number], sealed: Sealed): TestInReport {
  const text = sealed(test.output, most.output);
  const classname = sealed(test.classname, most.message);
  const file = test.file === null ? null : sealed(test.file, most.path);
  const place = placeInStack(text, [file, classname]);
  return {
    name: sealed(test.name, most.message),
    classname,
    file: place?.file ?? file,
    line: place?.line ?? null,
    message: sealed((text.split('\n').find((line) => line.trim() !== '') ?? '').trim(), most.message),
  };
}

function findingsOf(file: Uint8Array, sealed: Sealed): JobReports['findings'] {
  const report = readCodeQualityReport(new TextDecoder().decode(file));
  if (report.kind === 'not-a-report') return [];
  return report.findings.slice(0, most.entries).map((finding) => ({
    ...finding,
    tool: sealed(finding.tool, most.word),
    file: finding.file === null ? null : sealed(finding.file, most.path),
    code: finding.code === null ? null : sealed(finding.code, most.word),
    message: sealed(finding.message, most.message),
  }));
}
