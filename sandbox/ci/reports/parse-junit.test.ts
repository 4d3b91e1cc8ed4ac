import { describe, expect, it } from 'vitest';
import { parseJunit } from './parse-junit';

describe('JUnit reports', () => {
  it('give their cases with outcome, place and message', () => {
    const { cases, error } = parseJunit(`<?xml version="1.0"?>
<testsuites><testsuite name="s">
  <testcase name="adds &lt;two&gt;" classname="math" file="a.test.js" time="1.5"/>
  <testcase name="fails" time="0.25"><failure message="expected 1"><![CDATA[at a.js:3 <x>]]></failure></testcase>
  <testcase name="skips"><skipped/></testcase>
  <testcase name="breaks"><error>boom</error><system-out>noise</system-out></testcase>
</testsuite></testsuites>`);
    expect(error).toBeNull();
    expect(cases.map((one) => [one.name, one.status, one.execution_time, one.system_output])).toEqual([
      ['adds <two>', 'success', 1.5, null],
      ['fails', 'failed', 0.25, 'expected 1\nat a.js:3 <x>'],
      ['skips', 'skipped', 0, null],
      ['breaks', 'error', 0, 'boom'],
    ]);
    expect(cases[0]).toMatchObject({ classname: 'math', file: 'a.test.js' });
  });

  it('that are broken say so, and entities of their own are not resolved', () => {
    expect(parseJunit('<testsuite><testcase name="a"').error).toMatch(/^JUnit XML parsing failed: /);
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><testsuite><testcase name="&a;"/></testsuite>';
    expect(parseJunit(bomb).cases.map((one) => one.name)).toEqual(['&a;']);
  });
});
