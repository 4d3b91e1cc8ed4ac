import { lineDetector } from '../causes/line-detector';

/** Scalastyle, alone and through sbt and Maven. */
export const scalastyle = lineDetector({
  id: 'scalastyle',
  label: 'Scalastyle',
  category: 'lint',
  keywords: [' file=', '.scala:'],
  patterns: [
    /^(?<severity>error|warning|info) file=(?<file>\S.{0,400}?) message=(?<message>.*?)(?: line=(?<line>\d{1,7}))?(?: column=(?<column>\d{1,5}))?$/,
    /^\[(?<severity>error|warn|info)\] (?<file>\S[^:]{0,400}\.scala)(?::(?<line>\d{1,7}))?(?::(?<column>\d{1,5}))?: (?<message>\S.*)$/,
  ],
  accepts: (_row, view, index) => !view.text(index).startsWith('[') || view.has('scalastyle'),
  weight: 0.945,
  examples: [
    {
      log: 'warning file=/builds/shop/till/src/Till.scala message=Line is too long line=12 column=4\nProcessed 1 file(s)',
      category: 'lint',
      findings: ['src/Till.scala:12'],
    },
    {
      log: '[info] scalastyle using config scalastyle.xml\n[error] /builds/shop/till/src/Till.scala: File is too long\n[warn] /builds/shop/till/src/Till.scala:12:4: Line is too long',
      category: 'lint',
      findings: ['src/Till.scala', 'src/Till.scala:12'],
    },
  ],
  lookAlikes: ['[error] /builds/shop/till/src/Till.scala:12:4: not found: value coin', 'warning file=lost'],
});
