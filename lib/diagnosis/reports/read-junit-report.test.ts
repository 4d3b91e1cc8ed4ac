import { describe, expect, it } from 'vitest';
import { readJunitReport, type ReportedTest } from './read-junit-report';

function failed(xml: string): readonly ReportedTest[] {
  const report = readJunitReport(xml);
  expect(report.kind).toBe('report');
  return report.kind === 'report' ? report.tests : [];
}

describe('a JUnit report', () => {
  it('of Surefire names the failed test, its message and the frame in its own class', () => {
    const [test, ...others] = failed(`<?xml version="1.0" encoding="UTF-8"?>
      <testsuite name="shop.MoneyTest" tests="2" failures="1">
        <testcase name="adds" classname="shop.MoneyTest" time="0.01">
          <failure message="expected: &lt;5&gt; but was: &lt;4&gt;" type="org.opentest4j.AssertionFailedError"><![CDATA[org.opentest4j.AssertionFailedError: expected: <5> but was: <4>
	at org.junit.jupiter.api.AssertionUtils.fail(AssertionUtils.java:55)
	at shop.MoneyTest.adds(MoneyTest.java:12)
]]></failure>
          <system-out><![CDATA[<failure message="only printed"/>]]></system-out>
        </testcase>
        <testcase name="takes" classname="shop.MoneyTest"/>
      </testsuite>`);
    expect(others).toEqual([]);
    expect(test).toMatchObject({
      name: 'adds',
      classname: 'shop.MoneyTest',
      kind: 'failure',
      message: 'expected: <5> but was: <4>',
      file: 'MoneyTest.java',
      line: 12,
    });
  });

  it('of go-junit-report has its message in the text', () => {
    expect(
      failed(`<testsuites><testsuite name="example.org/till"><testcase name="TestAdd" classname="example.org/till">
        <failure message="Failed"><![CDATA[    money_test.go:12: got 4, want 5]]></failure></testcase></testsuite></testsuites>`),
    ).toMatchObject([
      { name: 'TestAdd', message: 'money_test.go:12: got 4, want 5', file: 'money_test.go', line: 12 },
    ]);
  });

  it('of pytest takes what pytest marks, and the error of a set-up as an error', () => {
    expect(
      failed(`<testsuites><testsuite name="pytest" errors="1" failures="1">
        <testcase classname="tests.test_money.TestTill" name="test_adds"><failure>def test_adds(self):
&gt;       assert add(2, 2) == 5
E       assert 4 == 5

tests/test_money.py:12: AssertionError</failure></testcase>
        <testcase classname="tests.test_money" name="test_coins"><error message="failed on setup with &quot;no till&quot;">E  no till</error></testcase>
      </testsuite></testsuites>`),
    ).toMatchObject([
      { kind: 'failure', message: 'assert 4 == 5', file: 'tests/test_money.py', line: 12 },
      { kind: 'error', message: 'failed on setup with "no till"' },
    ]);
  });

  it('of jest-junit and PHPUnit gives file and line', () => {
    expect(
      failed(`<testsuites><testsuite name="till"><testcase classname="till adds" name="till adds">
        <failure>Error: expect(received).toBe(expected)

Expected: 5
Received: 4
    at Object.toBe (/builds/shop/till/node_modules/expect/index.js:1:1)
    at Object.&lt;anonymous&gt; (/builds/shop/till/test/money.test.js:12:21)</failure></testcase></testsuite>
      <testsuite name="Till" file="/app/tests/TillTest.php"><testsuite name="nested">
        <testcase name="testAdds" class="TillTest" file="/app/tests/TillTest.php" line="9">
          <error type="Error">TillTest::testAdds
Error: no till

/app/tests/TillTest.php:12</error></testcase></testsuite></testsuite></testsuites>`),
    ).toMatchObject([
      {
        message: 'Error: expect(received).toBe(expected) Expected: 5 Received: 4',
        file: '/builds/shop/till/test/money.test.js',
        line: 12,
      },
      { name: 'testAdds', classname: 'TillTest', file: '/app/tests/TillTest.php', line: 12, kind: 'error' },
    ]);
  });

  it('does not name what passed when it was run again, and says that it was flaky', () => {
    expect(
      readJunitReport(`<testsuite><testcase name="adds"><flakyFailure message="4">x</flakyFailure></testcase>
        <testcase name="takes"><failure message="3">x</failure><rerunFailure message="2">y</rerunFailure></testcase></testsuite>`),
    ).toMatchObject({ total: 2, flaky: ['adds'], tests: [{ name: 'takes', message: '3' }] });
  });

  it('names a suite that broke before its first test', () => {
    expect(
      failed('<testsuite name="shop.TillTest"><error message="no database"/></testsuite>'),
    ).toMatchObject([{ name: 'shop.TillTest', message: 'no database', kind: 'error' }]);
  });

  it('is read as far as it goes when it is cut or damaged', () => {
    const whole = `<testsuite><testcase name="a < b"><failure message="1 & 2">x</failure></testcase><testcase name="c"><failure message="cut he`;
    for (let end = 0; end <= whole.length; end += 1) readJunitReport(whole.slice(0, end));
    expect(failed(whole)[0]).toMatchObject({ message: '1 & 2' });
  });
});

describe('what is not a report', () => {
  it('is said to be none', () => {
    expect(readJunitReport('<html><failure/></html>')).toMatchObject({ kind: 'not-a-report' });
    expect(readJunitReport('')).toMatchObject({ kind: 'not-a-report' });
  });

  it('is refused with entities of its own', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><testsuite name="&c;"/>';
    expect(readJunitReport(bomb)).toMatchObject({ kind: 'not-a-report' });
    expect(readJunitReport('<!DOCTYPE testsuite SYSTEM "file:///etc/passwd"><testsuite/>')).toMatchObject({
      kind: 'report',
    });
  });

  it('takes no more than linear work, whatever it is', () => {
    for (const hostile of ['<a b="', '<testsuite><testcase><failure>', '<!--', '<', '<![CDATA[', '&#x1;']) {
      expect(readJunitReport(hostile.repeat(200_000)).kind).toMatch(/report/);
    }
  });
});
