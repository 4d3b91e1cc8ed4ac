import type { Finding } from '@/lib/domain/finding';
import { buildCause, sentence, shortened } from './build-cause';
import type { Cause, Detector, MatchingExample } from '../detector';
import { lastInFailing } from '../view/last-in-failing';
import type { LogView } from '../view/log-view';

/** A line that names its own cause. */
export interface Signature {
  readonly pattern: RegExp;
  readonly category: Cause['category'];
  readonly weight: number;
  /** The cause in words; the match may hold names. */
  readonly summary: (match: RegExpExecArray) => string;
  readonly reason: string;
  readonly verdict?: Cause['verdict'];
  readonly verdictReason?: string;
  readonly nextStep?: string;
  /** The tool that speaks, where a detector reads several. */
  readonly tool?: string;
  readonly dependency?: (match: RegExpExecArray, view: LogView, index: number) => Cause['dependency'];
  /** The place in a file that the line, or one near it, names. */
  readonly finding?: (match: RegExpExecArray, view: LogView, index: number) => Place | null;
  /** Lines below that belong to it. */
  readonly linesAfter?: number;
  /** The runner says it of the job as a whole, behind the script. */
  readonly endsJob?: true;
  /** True when a match here is no cause after all. */
  readonly rejects?: (view: LogView, index: number) => boolean;
}

export interface Place {
  readonly file: string;
  readonly line: number | null;
  readonly column?: number | null;
  readonly message: string;
}

/** A detector made of lines that name their own cause. Of each the last that matches counts: earlier ones were survived. */
export function signatureDetector(input: {
  readonly id: string;
  readonly tool: string;
  readonly keywords: readonly string[];
  readonly signatures: readonly Signature[];
  readonly examples: readonly MatchingExample[];
  readonly lookAlikes: readonly string[];
}): Detector {
  const { id, tool, keywords, signatures, examples, lookAlikes } = input;
  return {
    id,
    keywords,
    examples,
    lookAlikes,
    detect: (view) =>
      signatures.flatMap((signature) => {
        const found = lastInFailing(
          view,
          view
            .find(signature.pattern, keywords)
            .filter(
              ({ index }) =>
                signature.endsJob === true || index <= view.script.to || view.script.command === null,
            )
            .filter(({ index }) => signature.rejects?.(view, index) !== true),
        );
        if (found === undefined) return [];
        const cause = toCause(tool, signature, found.match, found.index, view);
        return [isSurvived(view, found.index) ? { ...cause, weight: cause.weight * 0.6 } : cause];
      }),
  };
}

/** After so many more lines of the same command it is likely that it went on regardless. */
const SOON = 60;

function isSurvived(view: LogView, index: number): boolean {
  const { failures, failing, command } = view.script;
  if (command === null) return false;
  const { to } = failures.find((part) => index >= part.from && index <= part.to) ?? failing;
  return to - index > SOON;
}

function toCause(
  tool: string,
  signature: Signature,
  match: RegExpExecArray,
  index: number,
  view: LogView,
): Cause {
  const { verdict, verdictReason, nextStep } = signature;
  return buildCause({
    tool: signature.tool ?? tool,
    category: signature.category,
    weight: signature.weight,
    ranges: [{ from: index, to: index + (signature.linesAfter ?? 0), reason: signature.reason }],
    dependency: signature.dependency?.(match, view, index) ?? null,
    findings: findingsOf(tool, signature, match, index, view),
    key: [match[0]],
    summary: sentence(shortened(signature.summary(match), 300)),
    ...(verdict === undefined ? {} : { verdict }),
    ...(verdictReason === undefined ? {} : { verdictReason }),
    ...(nextStep === undefined ? {} : { nextStep }),
    ...(signature.endsJob === undefined ? {} : { endsJob: true }),
  });
}

function findingsOf(
  tool: string,
  signature: Signature,
  match: RegExpExecArray,
  index: number,
  view: LogView,
): Finding[] {
  const place = signature.finding?.(match, view, index) ?? null;
  if (place === null) return [];
  return [
    {
      tool: signature.tool ?? tool,
      file: view.path(place.file),
      line: place.line,
      column: place.column ?? null,
      code: null,
      severity: 'error',
      message: place.message.slice(0, 500),
      logLine: view.number(index),
    },
  ];
}
