import type { Detector } from './detector';
import { eslint } from './detectors/eslint';
import { nodeTest } from './detectors/node-test';
import { npm } from './detectors/npm';
import { prettier } from './detectors/prettier';
import { typescript } from './detectors/typescript';

/** Every detector the engine asks. The order says nothing: causes are ranked by what they weigh and where they stand. */
export const detectors: readonly Detector[] = [eslint, nodeTest, npm, prettier, typescript];
