import { describe, expect, it } from 'vitest';
import { rulesSeeTheCommit } from './rules-see-the-commit';

describe('rulesSeeTheCommit', () => {
  it.each([
    [
      'a rule on the message',
      'a:\n  script: x\n  rules:\n    - if: $CI_COMMIT_MESSAGE =~ /skip ci/\n      when: never\n',
    ],
    ['a rule on the title in braces', 'a:\n  script: x\n  rules:\n    - if: ${CI_COMMIT_TITLE} == "x"\n'],
    ['a workflow rule', 'workflow:\n  rules:\n    - if: $CI_COMMIT_BEFORE_SHA == "0"\na:\n  script: x\n'],
    [
      'a hidden job',
      '.base:\n  rules:\n    - if: $CI_COMMIT_SHA == "x"\na:\n  extends: .base\n  script: x\n',
    ],
    ['only variables', 'a:\n  script: x\n  only:\n    variables:\n      - $CI_COMMIT_DESCRIPTION =~ /x/\n'],
    [
      'a variable that hands it on',
      'variables:\n  WORDS: $CI_COMMIT_MESSAGE\na:\n  script: x\n  rules:\n    - if: $WORDS =~ /x/\n',
    ],
    ['what cannot be read', 'a: [\n'],
  ])('sees it in %s', (_, yaml) => {
    expect(rulesSeeTheCommit(yaml)).toBe(true);
  });

  it.each([
    ['a script', 'a:\n  script: echo $CI_COMMIT_MESSAGE $CI_COMMIT_SHA\n'],
    [
      'a rule on the branch',
      'a:\n  script: x\n  rules:\n    - if: $CI_COMMIT_BRANCH == "main"\n    - changes: [src/**]\n',
    ],
    ['an image', 'a:\n  image: registry/app:$CI_COMMIT_SHA\n  script: x\n'],
  ])('does not see it in %s', (_, yaml) => {
    expect(rulesSeeTheCommit(yaml)).toBe(false);
  });
});
