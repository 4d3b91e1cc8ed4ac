import { describe, expect, it } from 'vitest';
import { readXmlReport } from './xml-report';

function rows(xml: string) {
  const report = readXmlReport(xml);
  return report.kind === 'findings'
    ? report.findings.map(({ tool, file, line, column, code, severity, message }) => [
        tool,
        file,
        line,
        column,
        code,
        severity,
        message,
      ])
    : report.reason;
}

describe('an XML report of a checker', () => {
  it.each([
    [
      'Checkstyle',
      `<?xml version="1.0"?><checkstyle version="8"><file name="src/Till.java"><error line="12" column="5" severity="warning" message="Coins &amp; notes" source="com.puppycrawl.tools.checkstyle.checks.CoinCheck"/></file></checkstyle>`,
      ['checkstyle', 'src/Till.java', 12, 5, 'CoinCheck', 'warning', 'Coins & notes'],
    ],
    [
      'PMD',
      `<pmd><file name="src/Till.java"><violation beginline="12" endline="13" begincolumn="5" rule="EmptyTill" priority="3">\n  Avoid empty\n  tills.\n</violation></file></pmd>`,
      ['pmd', 'src/Till.java', 12, 5, 'EmptyTill', 'warning', 'Avoid empty tills.'],
    ],
    [
      'SpotBugs',
      `<BugCollection><BugInstance type="NP_NULL" priority="1"><LongMessage>Null coin</LongMessage><Class classname="shop.Till"><SourceLine sourcepath="shop/Till.java" start="1"/></Class><SourceLine sourcepath="shop/Till.java" start="12"/></BugInstance></BugCollection>`,
      ['spotbugs', 'shop/Till.java', 12, null, 'NP_NULL', 'error', 'Null coin'],
    ],
    [
      'Cppcheck',
      `<results version="2"><errors><error id="nullPointer" severity="error" msg="Null coin"><location file="src/till.c" line="12" column="5"/></error></errors></results>`,
      ['cppcheck', 'src/till.c', 12, 5, 'nullPointer', 'error', 'Null coin'],
    ],
    [
      'Android Lint',
      `<issues format="6"><issue id="OldCoin" severity="Warning" message="Old coin"><location file="res/till.xml" line="12" column="5"/></issue></issues>`,
      ['android-lint', 'res/till.xml', 12, 5, 'OldCoin', 'warning', 'Old coin'],
    ],
    [
      'PHP_CodeSniffer',
      `<phpcs version="3"><file name="src/Till.php" errors="1"><error line="12" column="5" source="Shop.Coin" severity="5">No coin</error></file></phpcs>`,
      ['phpcs', 'src/Till.php', 12, 5, 'Shop.Coin', 'error', 'No coin'],
    ],
    [
      'ecj',
      `<compiler><sources><source path="src/Till.java"><problems><problem categoryID="50" line="12" severity="ERROR"><message value="No coin"/></problem></problems></source></sources></compiler>`,
      ['ecj', 'src/Till.java', 12, null, '50', 'error', 'No coin'],
    ],
    [
      'IntelliJ',
      `<problems><problem><file>file://$PROJECT_DIR$/src/Till.java</file><line>12</line><problem_class severity="WEAK WARNING">Unused coin</problem_class><description>The coin is unused</description></problem></problems>`,
      ['inspections', 'src/Till.java', 12, null, null, 'warning', 'The coin is unused'],
    ],
  ])('is read as %s writes it', (_name, xml, expected) => {
    expect(rows(xml)).toEqual([expected]);
  });

  it('is read as far as it goes when it is cut', () => {
    expect(rows('<checkstyle><file name="a.js"><error line="1" message="one"/><error line="2" mess')).toEqual(
      [['checkstyle', 'a.js', 1, null, null, 'error', 'one']],
    );
  });

  it.each([
    ['nothing', ' '],
    ['another document', '<html><error line="1"/></html>'],
    ['words', 'all is well'],
    ['entities of its own', '<!DOCTYPE a [<!ENTITY b "c">]><checkstyle/>'],
  ])('is not made of %s', (_name, xml) => {
    expect(readXmlReport(xml).kind).toBe('not-a-report');
  });

  it('without findings is a report all the same', () => {
    expect(rows('<checkstyle version="8"></checkstyle>')).toEqual([]);
  });
});
