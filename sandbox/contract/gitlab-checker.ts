import { createChecker, type Checker } from './check-exchange';
import type { Contract, Difference } from './contract';
import differences from './differences.json';
import contract from './gitlab-contract.json';
import undocumented from './undocumented.json';

/** Holds exchanges and webhooks to GitLab's description as it is kept here. */
export function createGitLabChecker(): Checker {
  return createChecker(contract as unknown as Contract, undocumented, differences as readonly Difference[]);
}
