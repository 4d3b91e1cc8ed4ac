import { signatureDetector } from '../causes/signature-detector';

/** R scripts that were halted, and packages that R could not install. */
export const rError = signatureDetector({
  id: 'r-error',
  tool: 'r',
  keywords: [
    'Execution halted',
    'ERROR: dependenc',
    'ERROR: compilation failed',
    'ERROR: lazy loading',
    'Error in ',
  ],
  signatures: [
    {
      pattern:
        /^ERROR: dependenc(?:y|ies) (.{1,200}) (?:is|are) not available for package [‘'"]([^’'"]{1,100})[’'"]$/,
      category: 'dependency',
      weight: 0.85,
      summary: (match) => `The R package ${match[2]} needs ${match[1]}, which could not be installed`,
      reason: 'R says which package is missing',
      dependency: (match) => ({ name: (match[1] ?? '').replace(/[‘’'"]/g, ''), from: null, to: null }),
    },
    {
      pattern: /^ERROR: (?:compilation|lazy loading) failed for package [‘'"]([^’'"]{1,100})[’'"]$/,
      category: 'dependency',
      weight: 0.7,
      summary: (match) => `The R package ${match[1]} could not be built`,
      reason: 'R says which package it could not build',
    },
    {
      pattern: /^Error (?:in (.{1,200}?) ?: ?(.{0,400})|: (.{1,400}))$/,
      category: 'build',
      weight: 0.7,
      summary: (match) => `An R script ended with an error: ${match[2] || match[3] || match[1]}`,
      reason: 'The error that halted the script',
      linesAfter: 2,
      rejects: (view, index) =>
        ![1, 2, 3, 4, 5, 6, 7, 8].some((below) => view.text(index + below).trim() === 'Execution halted'),
    },
  ],
  examples: [
    {
      log: 'Error in library(money) : there is no package called ‘money’\nExecution halted',
      category: 'build',
    },
    {
      log: 'ERROR: dependency ‘money’ is not available for package ‘till’\n* removing ‘/usr/lib/R/till’',
      category: 'dependency',
      dependency: 'money',
    },
  ],
  lookAlikes: ['Error in the manual: see page 3', 'Execution halted'],
});
