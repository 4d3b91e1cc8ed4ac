import type { Detector } from '../detector';
import { causeOfTests, lineBefore } from '../test-cause';

const stdout = /^---- (\S.{0,300}) stdout ----$/;
// Rust 1.73 put the place on the line of the panic and the message below it.
const panicked =
  /^thread '.{1,300}' (?:\(\d{1,9}\) )?panicked at (?:'(.*)', )?(\S{1,300}\.rs):(\d{1,7}):\d{1,5}:?$/;

/** `cargo test`: failed tests with the panic that ended them. */
export const cargoTest: Detector = {
  id: 'cargo-test',
  keywords: [' stdout ----'],
  detect(view) {
    const failed = view.find(stdout, [' stdout ----']).map(({ index, match }) => {
      const to = lineBefore(view, index + 1, 60, /^---- |^failures:$/);
      let place: { file: string; line: number; message: string } | null = null;
      for (let line = index + 1; line <= to && place === null; line += 1) {
        const at = panicked.exec(view.text(line));
        if (at?.[2] === undefined) continue;
        place = {
          file: view.path(at[2]),
          line: Number(at[3]),
          message: (at[1] ?? view.text(line + 1)).trim(),
        };
      }
      return {
        test: {
          name: match[1] ?? '',
          file: place?.file ?? null,
          line: place?.line ?? null,
          message: (place?.message ?? view.text(index + 1)).slice(0, 500),
        },
        from: index,
        to: Math.min(to, index + 8),
      };
    });
    return causeOfTests(view, { tool: 'cargo-test', label: 'cargo test', failed });
  },
  examples: [
    {
      log: [
        'failures:',
        '',
        '---- tests::adds_money stdout ----',
        "thread 'tests::adds_money' panicked at src/money.rs:12:9:",
        'assertion `left == right` failed',
        '  left: 4',
        ' right: 5',
        '',
        'failures:',
        '    tests::adds_money',
      ].join('\n'),
      category: 'test',
      failedTests: ['tests::adds_money'],
      findings: ['src/money.rs:12'],
    },
  ],
  lookAlikes: ['what a program prints to stdout ---- is shown below'],
};
