import type { Detector } from '../detector';
import { buildCause } from '../build-cause';
import { lastInFailing } from '../last-in-failing';

const heading =
  /^(?:Issues :-\(|> Links\s*|ERROR: \d{1,6} dead links? found!|ERROR: Detected \d{1,6} broken links.*)$/;

/** Links of documents that do not answer, as awesome_bot, markdown-link-check and broken-link-checker print them. */
export const linkCheck: Detector = {
  id: 'link-check',
  keywords: ['> Links', 'Issues :-(', 'dead link', 'broken links'],
  detect(view) {
    const found = lastInFailing(
      view,
      view.find(heading, ['> Links', 'Issues :-(', 'dead link', 'broken links']),
    );
    if (found === undefined) return [];
    const isBelow = !found.match[0].startsWith('ERROR: Detected');
    const from = isBelow ? found.index : Math.max(0, found.index - 3);
    return [
      buildCause({
        tool: 'link-check',
        category: 'lint',
        weight: 0.8,
        ranges: [
          {
            from,
            to: isBelow ? found.index + 5 : found.index,
            reason: 'The checker lists the links that do not answer',
          },
        ],
        key: [found.match[0].replace(/\d+/, '')],
        summary: 'Links in the documents do not answer as they should.',
        nextStep: 'Correct the named links, or retry the job if the sites were only away for a while.',
      }),
    ];
  },
  examples: [{ log: 'Issues :-(\n> Links\n  1. [L12] 404 https://till.example/gone', category: 'lint' }],
  lookAlikes: ['> Links and more'],
};
