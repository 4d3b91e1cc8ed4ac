import { buildCause, shortened } from '../causes/build-cause';
import type { Detector } from '../detector';
import { lastInFailing } from '../view/last-in-failing';
import type { LogView } from '../view/log-view';

const keywords = [
  '> Links',
  'Issues :-(',
  'dead link',
  'broken link',
  'HTML-Proofer found',
  '[✖] ',
  '─BROKEN─ ',
  '] http',
  '] <http',
];
const issues = /^(?:Issues :-\(|> Links\s*)$/;
/** Rows that name a link, of awesome_bot, markdown-link-check, html-proofer, broken-link-checker, linkinator and lychee. */
const rows = [
  /^\s{0,4}\d{1,4}\. \[L\d{1,6}\]\s{1,4}(?:\d{3} )?(https?:\S{1,500})/,
  /^\s{0,4}\[✖\] (\S{1,500}?)(?: → Status: .{1,60})?$/,
  /^\s{1,6}\*\s{1,3}(?:External link|internally linking to|linking to) (\S{1,500}?),? (?:failed: .{1,300}|which does not exist.{0,60}|does not exist.{0,60})$/,
  /^[├└]?─BROKEN─ (\S{1,500}) \(.{1,60}\)$/,
  /^\s{0,4}(?:\* )?\[(?:4\d\d|5\d\d|ERROR|ERR|TIMEOUT|✗)\] <?(https?:[^\s>|]{1,500})>?(?: \|.{0,300}|\s.{0,300})?$/,
];
const conclusion =
  /^(?:ERROR: \d{1,6} dead links? found!|ERROR: Detected \d{1,6} broken links.*|(?:htmlproofer [\d.]{1,20} \| Error:\s{1,3})?HTML-Proofer found \d{1,6} failures?!.*)$/;

/** Links of documents that do not answer. */
export const linkCheck: Detector = {
  id: 'link-check',
  keywords,
  detect(view) {
    const heading = lastInFailing(view, view.find(issues, keywords));
    const found = broken(view, heading?.index ?? null);
    const [first] = found;
    const end = lastInFailing(view, view.find(conclusion, keywords));
    const at = first?.index ?? heading?.index ?? end?.index;
    if (at === undefined) return [];
    const to = first === undefined ? at + 5 : lastOf(found, at);
    return [
      buildCause({
        tool: 'link-check',
        category: 'lint',
        weight: 0.8,
        ranges: [
          {
            from: first === undefined && end !== undefined ? at - 3 : at,
            to,
            reason: 'The checker lists the links that do not answer',
          },
        ],
        key: found.map(({ link }) => link),
        summary:
          first === undefined
            ? 'Links in the documents do not answer as they should.'
            : found.length === 1
              ? `A link in the documents does not answer as it should: ${shortened(first.link)}`
              : `${found.length} links in the documents do not answer as they should; the first is ${shortened(first.link)}`,
        nextStep: 'Correct the named links, or retry the job if the sites were only away for a while.',
      }),
    ];
  },
  examples: [
    { log: 'Issues :-(\n> Links\n  1. [L12] 404 https://till.example/gone', category: 'lint' },
    {
      log: 'FILE: README.md\n  [✓] https://till.example\n  [✖] https://till.example/gone → Status: 404\n\n  ERROR: 1 dead link found!',
      category: 'lint',
    },
    {
      log: '- ./_site/till/index.html\n  *  External link https://till.example/gone failed: 404 No error\nhtmlproofer 3.0.6 | Error:  HTML-Proofer found 1 failure!',
      category: 'lint',
    },
    {
      log: '  [404] http://till.example/gone\n\nERROR: Detected 1 broken links. Scanned 12 links in 5.8 seconds.',
      category: 'lint',
    },
    { log: '[404] https://till.example/gone | Network error: Not Found', category: 'lint' },
  ],
  lookAlikes: ['> Links and more', 'see [1] https://till.example', '  *  External link checks are off'],
};

/** Rows below the last list, or in the part of the log where the last of them stands. */
function broken(view: LogView, below: number | null): { index: number; link: string }[] {
  const all = rows
    .flatMap((row) => view.find(row, ['http', '[✖] ', '─BROKEN─ ', 'linking to']))
    .map(({ index, match }) => ({ index, link: match[1] ?? '' }))
    .sort((a, b) => a.index - b.index);
  if (below !== null) return all.filter(({ index }) => index > below && index < below + 200);
  const { from, to } = view.script.failing;
  const inside = all.filter(({ index }) => index >= from && index <= to);
  return inside.length > 0 ? inside : all;
}

function lastOf(found: readonly { readonly index: number }[], from: number): number {
  return found.findLast(({ index }) => index <= from + 5)?.index ?? from;
}
