import { compilerDetector, lead, printedPath, saidBelow } from '../causes/compiler-detector';
import type { LogView } from '../view/log-view';

const caret = /^[\s\w[\]-]{0,40}\s\^{1,400}\s*$/;

/** Eclipse's compiler for Java (ecj), AspectJ's and Tycho: through Ant, Maven and on its own. */
export const eclipseCompiler = compilerDetector({
  id: 'eclipse-compiler',
  keywords: ['.java', '.aj', '.groovy', '.xtend'],
  forms: [
    {
      // 1. ERROR in /till/Till.java (at line 12)
      pattern: new RegExp(
        String.raw`^${lead}(?:\d{1,6}\. )?(?<severity>ERROR|WARNING|INFO) in ${printedPath}\s{1,4}\(at line (?<line>\d{1,7})\)\s*$`,
      ),
      beside: ['(at line '],
      complete: (_row, view, index) => ({ message: underCaret(view, index) }),
    },
    {
      // Maven's plexus-compiler-eclipse and Tycho: [WARNING] Till.java:[12,0] and the message under the carets
      pattern: new RegExp(
        String.raw`^${lead.replace('{0,3}', '{0,2}')}\[(?<severity>ERROR|WARNING|INFO)\] ${printedPath}:\[(?<line>\d{1,7})(?:,(?<column>\d{1,6}))?\]\s*$`,
      ),
      beside: [':['],
      complete: (_row, view, index) => ({ message: underCaret(view, index) }),
    },
    {
      // AspectJ: [warning] The type Coin is deprecated / path/Till.java:12 / code / ^
      pattern: new RegExp(
        String.raw`^(?:\[[A-Z]{4,7}\] )?${printedPath}:(?<line>\d{1,7})(?::\d{1,5})?(?:::\d{1,7})?\s*$`,
      ),
      above: ['rror', 'arning', 'ERROR', 'WARNING'],
      complete: (_row, view, index) => {
        const above =
          /^(?:\[(?:ERROR|WARNING)\] )?(?:\[(error|warning)(?: \d{1,6})?\]: ?|(error|warning) at |\[(error|warning)\] )(.*)$/i.exec(
            view.text(index - 1),
          );
        const word = above?.[1] ?? above?.[2] ?? above?.[3];
        if (above === null || word === undefined) return null;
        return { message: above[4] ?? '', severity: /error/i.test(word) ? 'error' : 'warning' };
      },
    },
    {
      // AspectJ through Maven and Ant: [WARNING] message \n /path/Till.java:12
      pattern: new RegExp(String.raw`^${lead}(?<severity>error|warning) at (?<message>.*?)\s*$`),
      keywords: ['error at ', 'warning at '],
      complete: (_row, view, index) => {
        const place = saidBelow(
          view,
          index,
          /^\s{0,20}(\S[^:]{0,300}\.(?:java|aj)):(\d{1,7}):\d{1,6}(?:::\d{1,7})?\s*$/,
          6,
        );
        if (place?.[1] === undefined) return null;
        return { file: view.path(place[1]), line: Number(place[2]) };
      },
    },
  ],
  name: { tool: 'ecj', label: 'The compiler', category: 'build' },
  weight: 0.93,
  linesEach: 4,
  examples: [
    {
      log: '----------\n1. ERROR in /builds/shop/till/src/shop/Till.java (at line 12)\n\ttotal = 5;\n\t^^^^^\ntotal cannot be resolved to a variable\n----------\n1 problem (1 error)',
      category: 'build',
      findings: ['src/shop/Till.java:12'],
    },
    {
      log: '[ERROR] /builds/shop/till/src/shop/Till.java:[12] \n\ttotal = 5;\n\t^^^^^\ntotal cannot be resolved to a variable\n1 problem (1 error)',
      category: 'build',
      findings: ['src/shop/Till.java:12'],
    },
  ],
  lookAlikes: ['ERROR in the till (at line 12)', '\tat shop.Till.add(Till.java:12)', 'src/shop/Till.java:12'],
});

/** What stands below the line of carets; the first line below where there are none. */
function underCaret(view: LogView, index: number): string {
  for (let below = index + 1; below <= index + 8; below += 1) {
    if (caret.test(view.text(below))) return bare(view.text(below + 1));
  }
  return bare(view.text(index + 1));
}

function bare(text: string): string {
  return text.replace(/^\s{0,20}\[[\w.:-]{1,40}\]/, '').trim();
}
