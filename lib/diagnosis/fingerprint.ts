import { createHash } from 'node:crypto';
import type { Cause } from './detector';
import type { LogView } from './view/log-view';
import { lineTemplate, stableText } from './stable-text';

const mostParts = 50;
/** Of thousands of findings the first ones tell it apart. */
const mostKeys = 1_000;
const mostContext = 8;

/** Hex; the same for the same parts with other volatile pieces, different for other categories, tools or messages. */
export function fingerprint(category: string, tool: string, parts: readonly string[]): string {
  const stable = [...new Set(parts.map(stableText).filter((part) => part !== ''))].sort();
  return digest([category, tool, ...stable.slice(0, mostParts)]);
}

/**
 * The fingerprint of a cause in its log. Findings and failed tests are named by what they say; where there are none, the
 * guilty dependency and the lines that prove the cause count too, these without their numbers, since a line such as "rake
 * aborted!" says little by itself.
 */
export function causeFingerprint(cause: Cause, view: LogView, dependency: string | null = null): string {
  const named = cause.findings.length > 0 || cause.failedTests.length > 0;
  const checkout = view.checkout;
  const local = (text: string) => (checkout === null ? text : text.replaceAll(`${checkout}/`, ''));
  const key = cause.key.slice(0, mostKeys).map((part) => stableText(local(part)));
  const context = named
    ? []
    : [dependency ?? '', ...contextOf(cause, view).map((line) => lineTemplate(local(line)))];
  const parts = [...new Set([...key, ...context].filter((part) => part !== ''))].sort();
  return digest([cause.category, cause.tool, ...parts.slice(0, mostParts)]);
}

/** The first lines of evidence; of a log that no detector knew also the command and what else was noticed. */
function contextOf(cause: Cause, view: LogView): string[] {
  const isGuess = cause.category === 'unknown';
  const lines: string[] = isGuess ? [view.script.command ?? ''] : [];
  for (const { from, to } of cause.ranges.slice(0, isGuess ? 3 : 1)) {
    for (let index = from; index <= Math.min(to, from + mostContext - 1); index += 1)
      lines.push(view.text(index));
  }
  return lines;
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
