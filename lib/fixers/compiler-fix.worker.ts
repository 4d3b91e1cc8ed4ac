import type ts from 'typescript';

import type { Finding } from '@/lib/domain/finding';
import { answerInWorker } from '@/lib/workers/answer-in-worker';

import { type Corrections, findCorrections } from './typescript-corrections';
import { TypeScriptService } from './typescript-service';

export interface CompilerFixTask {
  readonly texts: ReadonlyMap<string, string>;
  readonly options: ts.CompilerOptions;
  readonly findings: readonly Finding[];
}

await answerInWorker((input): Corrections => {
  const { texts, options, findings } = input as CompilerFixTask;
  return findCorrections(new TypeScriptService(texts, options), findings);
});
