import { buildCause, sentence, shortened } from '../causes/build-cause';
import type { Detector } from '../detector';

const browser = /^\s*[A-Z]\w[\w ]{0,40} [\d.]{1,20} \([\w .]{1,60}\)(?: [A-Z]\w* [\d.]{1,20})? ERROR$/;

/** Karma: a browser that broke or left, so that no test could be named. */
export const karmaError: Detector = {
  id: 'karma-error',
  keywords: [') ERROR'],
  detect(view) {
    const [first, ...others] = view
      .find(browser, [') ERROR'])
      .filter(({ index }) => view.text(index + 1).trim() !== '');
    if (first === undefined) return [];
    const message = view.text(first.index + 1).trim();
    return [
      buildCause({
        tool: 'karma',
        category: 'test',
        weight: 0.88,
        ranges: [first, ...others].slice(0, 3).map(({ index }) => ({
          from: index,
          to: index + 3,
          reason: 'The browser could not go on',
        })),
        key: [message],
        summary: sentence(`The browser that runs the tests could not go on: ${shortened(message)}`),
      }),
    ];
  },
  examples: [
    {
      log: 'Chrome 75.0.3770 (Mac OS X 10.13.6) ERROR\n  Disconnected, because no message in 30000 ms.\n\nChrome 75.0.3770 (Mac OS X 10.13.6): Executed 0 of 0 DISCONNECTED (30.002 secs / 0 secs)',
      category: 'test',
      failedTests: [],
    },
  ],
  lookAlikes: [
    'Deployment 1.2.3 ERROR\n  no till',
    'Chrome 75.0.3770 (Mac OS X 10.13.6): Executed 2 of 2 SUCCESS',
  ],
};
