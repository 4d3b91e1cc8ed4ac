import { causeOfFindings, type FoundAt } from '../causes/build-cause';
import type { Detector } from '../detector';
import { fileNamed } from '../rows/headed-rows';

const row =
  /^\t(?:(\d{1,7})(?:-\d{1,7})?: )?((?:Wrong (?:indent|line ending|amount|character encoding)|Trailing whitespace|Line too long|Final newline expected|No final newline expected|Not all lines have|File has to end).*)$/;
const keywords = [
  '\tWrong ',
  ': Wrong ',
  'Trailing whitespace',
  'Line too long',
  'inal newline expected',
  'Not all lines have',
];

/** editorconfig-checker: rows with a tab below the file. */
export const editorconfigChecker: Detector = {
  id: 'editorconfig-checker',
  keywords,
  detect(view) {
    const found = view.find(row, keywords).flatMap(({ index, match }): FoundAt[] => {
      let above = index - 1;
      while (above > index - 500 && view.text(above).startsWith('\t')) above -= 1;
      const file = fileNamed(view.text(above));
      if (file === null) return [];
      return [
        {
          index,
          tool: 'editorconfig-checker',
          file: view.path(file),
          line: match[1] === undefined ? null : Number(match[1]),
          column: null,
          code: null,
          severity: 'error',
          message: match[2] ?? '',
        },
      ];
    });
    const cause = causeOfFindings({
      tool: 'editorconfig-checker',
      label: 'editorconfig-checker',
      category: 'format',
      found,
      number: (index) => view.number(index),
      nextStep: "Change the named lines as the project's .editorconfig says.",
    });
    return cause === null ? [] : [cause];
  },
  examples: [
    {
      log: 'src/till.js:\n\t4: Wrong indent style found (tabs instead of spaces)\n\t9: Trailing whitespace\n\tWrong line endings or no final newline\n\n2 errors found',
      category: 'format',
      findings: ['src/till.js:4', 'src/till.js:9', 'src/till.js'],
    },
  ],
  lookAlikes: ['Trailing whitespace is bad', 'notes:\n\t4: Trailing whitespace'],
};
