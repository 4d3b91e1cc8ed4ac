import type { Detector } from '../detector';
import type { LogView } from '../view/log-view';
import { causeOfTests, lineBefore, messageIn, type FailedAt } from '../causes/test-cause';

const numbered = /^\s{2,4}(\d{1,6})\) (\S.{0,500})$/;
/** rebar3 prints EUnit's failures in the same way. */
const place = /^\s*(?:#|%%) (\.?\/?\S{1,400}\.(?:rb|erl)):(\d{1,7})(?::in |$)/;
const rerun =
  /^rspec (?:'(\S{1,400}?)(?:\[[\d:]{1,60}\])?'|(\S{1,400}?)(?::(\d{1,7})|\[[\d:]{1,60}\])) # (\S.{0,500})$/;
const unloaded =
  /^An error occurred (?:while loading (\S{1,400}?)|in an? `?(?:before|after|around)\(.{1,40}\)` hook)\.$/;

/** RSpec: the numbered failures, the list of examples to run again, and files that could not be loaded. */
export const rspec: Detector = {
  id: 'rspec',
  keywords: ['Failure/Error:', 'An error occurred ', 'Failed examples:'],
  detect(view) {
    const blocks = view.linesWith('Failure/Error:').flatMap((error) => numberedFailure(view, error));
    return causeOfTests(view, {
      tool: 'rspec',
      label: 'RSpec',
      failed: [...blocks, ...listed(view), ...(blocks.length === 0 ? unloadedFiles(view) : [])],
    });
  },
  examples: [
    {
      log: [
        'Failures:',
        '',
        '  1) Till adds money',
        '     Failure/Error: expect(till.add(2, 2)).to eq(5)',
        '',
        '       expected: 5',
        '            got: 4',
        "     # ./spec/till_spec.rb:12:in `block (2 levels) in <top (required)>'",
        '',
        'Finished in 0.01 seconds',
        '',
        'Failed examples:',
        '',
        'rspec ./spec/till_spec.rb:11 # Till adds money',
        "rspec './spec/coin_spec.rb[1:2:1]' # Coin spins",
      ].join('\n'),
      category: 'test',
      failedTests: ['Till adds money', 'Coin spins'],
      messages: ['expected: 5 got: 4', ''],
      findings: ['spec/till_spec.rb:12', 'spec/coin_spec.rb'],
    },
    {
      log: "An error occurred while loading ./spec/till_spec.rb.\nFailure/Error: require 'till'\n\nLoadError:\n  cannot load such file -- till\n# ./spec/till_spec.rb:1:in `<top (required)>'\n\n0 examples, 0 failures, 1 error occurred outside of examples",
      category: 'test',
      failedTests: [],
      findings: ['spec/till_spec.rb:1'],
    },
  ],
  lookAlikes: ['see Failure/Error: in the manual', 'An error occurred while loading the till.'],
};

function numberedFailure(view: LogView, error: number): FailedAt[] {
  let start = error - 1;
  while (start > error - 6 && !numbered.test(view.text(start))) start -= 1;
  const title = numbered.exec(view.text(start));
  if (title === null) return [];
  const to = lineBefore(view, error + 1, 60, /^\s{2,4}\d{1,6}\) |^Finished in |^Failed examples:/);
  let at: RegExpExecArray | null = null;
  for (let line = error + 1; line <= to && at === null; line += 1) {
    const found = place.exec(view.text(line));
    if (found !== null && !/\/gems\//.test(found[1] ?? '')) at = found;
  }
  return [
    {
      test: {
        name: (title[2] ?? '').trim(),
        file: at?.[1] === undefined ? null : view.path(at[1]),
        line: at === null ? null : Number(at[2]),
        message: messageIn(view, error + 1, to, /^# /),
      },
      from: start,
      to: Math.min(to, error + 6),
    },
  ];
}

function listed(view: LogView): FailedAt[] {
  if (!view.has('Failed examples:')) return [];
  return view.find(rerun, ['rspec ']).map(({ index, match }) => ({
    test: {
      name: (match[4] ?? '').trim(),
      file: view.path(match[1] ?? match[2] ?? ''),
      line: match[3] === undefined ? null : Number(match[3]),
      message: '',
    },
    from: index,
    to: index,
  }));
}

function unloadedFiles(view: LogView): FailedAt[] {
  return view.find(unloaded, ['An error occurred ']).flatMap(({ index, match }) => {
    if (!/^\s*Failure\/Error:/.test(view.text(index + 1))) return [];
    const to = lineBefore(view, index + 1, 40, /^An error occurred |^Finished in |^\d{1,7} examples?, /);
    const file = match[1] === undefined ? null : view.path(match[1]);
    let line: number | null = null;
    for (let below = index + 1; below <= to && line === null; below += 1) {
      const at = place.exec(view.text(below));
      if (at?.[1] !== undefined && view.path(at[1]) === file) line = Number(at[2]);
    }
    return [
      {
        test: { name: file ?? match[0], file, line, message: messageIn(view, index + 3, to, /^# /) },
        from: index,
        to: Math.min(to, index + 8),
        isFile: true as const,
        reason: 'This file could not be run',
      },
    ];
  });
}
