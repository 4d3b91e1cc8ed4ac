import type { Diagnosis } from '@/lib/domain/diagnosis';

import type { Strategy } from './strategy';
import { toolById } from './tools';

export interface CommitMessageInput {
  readonly diagnosis: Diagnosis;
  readonly strategy: Strategy;
  readonly fixId: string;
  readonly failureUrl: string;
  /** Name of the person who approved, when one did. */
  readonly approvedBy?: string;
}

/**
 * The message of the commit that carries a fix. The trailer `Pipemend-Fix` is how the commit is found again.
 * Texts from logs go in as one bounded line each, so that they can neither add a trailer nor skip the pipeline.
 */
export function commitMessage(input: CommitMessageInput): string {
  const { diagnosis, strategy, fixId, failureUrl, approvedBy } = input;
  const trailers = [
    `Pipemend-Fix: ${oneLine(fixId, 100)}`,
    ...(approvedBy === undefined ? [] : [`Approved-by: ${oneLine(approvedBy, 100)}`]),
  ];
  return [
    subject(strategy),
    '',
    oneLine(diagnosis.summary, 500),
    `Why and how it was checked: ${oneLine(failureUrl, 500)}`,
    '',
    ...trailers,
    '',
  ].join('\n');
}

function subject(strategy: Strategy): string {
  switch (strategy.kind) {
    case 'formatter':
      return 'style: format with Prettier';
    case 'compiler':
      return "fix: apply the TypeScript compiler's own corrections";
    case 'tool': {
      const { kind, label } = toolById(strategy.tool);
      if (kind === 'lockfile') return `build: bring the lockfile back into step (${label})`;
      return kind === 'format' ? `style: format with ${label}` : `fix: apply ${label}'s own corrections`;
    }
  }
}

function oneLine(text: string, most: number): string {
  // A message with [skip ci] in it would start no pipeline, and the commit's own pipeline is watched.
  const plain = text
    .replace(/\p{Cc}+|[\u2028\u2029]/gu, ' ')
    .replace(/\[\s*(skip[\s_-]+ci|ci[\s_-]+skip)\s*\]/gi, '(skip-ci)')
    .trim();
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain;
}
