import { signatureDetector } from '../causes/signature-detector';
import type { LogView } from '../view/log-view';

const below = /^(?:At |In )?(\S.{0,300}?\.psm?1):(\d{1,7}) (?:char|:):?(\d{1,5})$/;

/** An error that ended a PowerShell script: Windows PowerShell's block with the place below it, PowerShell 7's with a quoted line. */
export const powershellError = signatureDetector({
  id: 'powershell-error',
  tool: 'powershell',
  keywords: ['.ps1', '.psm1', 'Line |'],
  signatures: [
    {
      // Copy-Item : Cannot find path ... / At C:\till\deploy.ps1:12 char:1
      pattern: below,
      category: 'build',
      weight: 0.62,
      summary: (match) => `A PowerShell script ended with an error at ${match[1]}:${match[2]}`,
      reason: 'PowerShell says where',
      finding: (match, view, index) => ({
        file: match[1] ?? '',
        line: Number(match[2]),
        column: Number(match[3]),
        message: view.text(index - 1).trim(),
      }),
      rejects: (view, index) => view.text(index - 1).trim() === '' || isUnknownCommand(view, index),
    },
    {
      // Copy-Item: C:\till\deploy.ps1:12:1 / Line | / 12 | Copy-Item ... / | message
      pattern:
        /^((?:[A-Z]\w{1,40}-\w{1,60}|[A-Za-z]\w{0,60}(?:Error|Exception)?)): (\S.{0,300}?\.psm?1):(\d{1,7})(?::(\d{1,5}))?$/,
      category: 'build',
      weight: 0.7,
      summary: (match) => `${match[1]} ended a PowerShell script at ${match[2]}:${match[3]}`,
      reason: 'PowerShell says where and what',
      linesAfter: 4,
      finding: (match, view, index) => ({
        file: match[2] ?? '',
        line: Number(match[3]),
        column: match[4] === undefined ? null : Number(match[4]),
        message: view
          .text(index + 4)
          .replace(/^[\s|]{1,40}/, '')
          .trim(),
      }),
      rejects: (view, index) => !/^\s{0,8}Line \|$/.test(view.text(index + 1).trimEnd()),
    },
  ],
  examples: [
    {
      log: "Copy-Item : Cannot find path 'C:\\till\\bin' because it does not exist.\nAt C:\\till\\deploy.ps1:12 char:1\n+ Copy-Item bin out",
      category: 'build',
    },
    {
      log: 'Invoke-RestMethod: C:\\till\\deploy.ps1:14:1\nLine |\n  14 |  Invoke-RestMethod -Uri $env:TILL_URL\n     |  ~~~~~~~\n     | Response status code does not indicate success: 401 (Unauthorized).',
      category: 'build',
    },
  ],
  lookAlikes: ['Running deploy.ps1:12 char:1', 'deploy.ps1 is 12 lines long'],
});

function isUnknownCommand(view: LogView, index: number): boolean {
  return [1, 2, 3].some((above) => view.text(index - above).includes('is not recognized as'));
}
