import { describe, expect, it } from 'vitest';
import { evaluateExpression, isExpression } from './evaluate-expression';

const variables = {
  CI_COMMIT_BRANCH: 'feature/login',
  CI_PIPELINE_SOURCE: 'push',
  EMPTY: '',
  PATTERN: '/^feature\\//',
  TEXT: 'multi\nline',
};

describe('rules:if expressions', () => {
  it.each([
    ['$CI_COMMIT_BRANCH', true],
    ['$UNKNOWN', false],
    ['$EMPTY', false],
    ['$UNKNOWN == null', true],
    ['$EMPTY == null', false],
    ['$EMPTY == ""', true],
    ['null != $CI_COMMIT_BRANCH', true],
    ["$CI_PIPELINE_SOURCE == 'push'", true],
    ['"push" == $CI_PIPELINE_SOURCE', true],
    ['$CI_PIPELINE_SOURCE != "push"', false],
    ['$CI_COMMIT_BRANCH =~ /^feature/', true],
    ['$CI_COMMIT_BRANCH =~ /^FEATURE/', false],
    ['$CI_COMMIT_BRANCH =~ /^FEATURE/i', true],
    ['$CI_COMMIT_BRANCH =~ /^feature\\/log/', true],
    ['$CI_COMMIT_BRANCH !~ /^release/', true],
    ['$UNKNOWN =~ /./', false],
    ['$UNKNOWN !~ /./', true],
    ['$CI_COMMIT_BRANCH =~ $PATTERN', true],
    ['$CI_PIPELINE_SOURCE =~ $PATTERN', false],
    ['$CI_COMMIT_BRANCH =~ "login"', true],
    ['$TEXT =~ /^line/', false],
    ['$TEXT =~ /^line/m', true],
    ['$TEXT =~ /i.line/s', true],
    ['$CI_COMMIT_BRANCH && $UNKNOWN', false],
    ['$CI_COMMIT_BRANCH || $UNKNOWN', true],
    ['$UNKNOWN && $UNKNOWN || $CI_COMMIT_BRANCH', true],
    ['$UNKNOWN && ($UNKNOWN || $CI_COMMIT_BRANCH)', false],
    [
      '($CI_PIPELINE_SOURCE == "web" || $CI_PIPELINE_SOURCE == "push") && $CI_COMMIT_BRANCH =~ /login$/',
      true,
    ],
    ['$EMPTY && $CI_COMMIT_BRANCH', true],
    ['$EMPTY || $CI_COMMIT_BRANCH', false],
    ['("a" || "b") == "a"', true],
  ])('%s is %s', (text, expected) => {
    expect(isExpression(text)).toBe(true);
    expect(evaluateExpression(text, variables)).toBe(expected);
  });

  it.each([
    '',
    '$A = "b"',
    '$A ==',
    '== $A',
    '($A',
    '$A)',
    '$A $B',
    '$A =~ /(/',
    '$A && && $B',
    '"open',
    '$A =~ /x/q',
    '$(A)',
  ])('refuses %j and never takes it for true', (text) => {
    expect(isExpression(text)).toBe(false);
    expect(evaluateExpression(text, { A: 'b', B: 'b' })).toBe(false);
  });

  it('evaluates patterns that make other engines hang, and refuses depth without end', () => {
    const victim = { A: `${'a'.repeat(50_000)}!` };
    expect(evaluateExpression('$A =~ /^(a+)+$/', victim)).toBe(false);
    expect(isExpression(`${'('.repeat(5000)}$A${')'.repeat(5000)}`)).toBe(false);
    expect(isExpression('$A =~ /(?=a)/')).toBe(false);
  });

  it('does not find variables on the prototype', () => {
    expect(evaluateExpression('$constructor', {})).toBe(false);
    expect(evaluateExpression('$toString == null', {})).toBe(true);
  });
});
