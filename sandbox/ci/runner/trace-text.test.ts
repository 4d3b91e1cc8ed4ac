import { describe, expect, it } from 'vitest';
import { jobScript } from './job-script';
import { LineStamper } from './line-stamper';
import { Masker } from './masker';
import { parseDotenv } from './parse-dotenv';

describe('masking', () => {
  it.each([
    [['a secret here'], 'a [MASKED] here'],
    [['a sec', 'ret here'], 'a [MASKED] here'],
    [['s', 'e', 'c', 'r', 'e', 't'], '[MASKED]'],
    [['secretsecret'], '[MASKED][MASKED]'],
    [['sesecret'], 'se[MASKED]'],
    [['secre', ' not'], 'secre not'],
    [['secret-token'], '[MASKED]'],
  ])('%j', (chunks, expected) => {
    const masker = new Masker(['secret', 'secret-token', '']);
    // The longer value first where both begin alike, unless the shorter is complete before the longer can be.
    expect(chunks.map((chunk) => masker.write(chunk)).join('') + masker.end()).toBe(expected);
  });

  it('finds values that are not ASCII in the bytes of the stream', () => {
    const masker = new Masker(['pässwörd']);
    expect(masker.write(Buffer.from('x pässwörd y').toString('latin1')) + masker.end()).toBe('x [MASKED] y');
  });
});

describe('stamps', () => {
  const stamper = () => new LineStamper(() => new Date('2026-01-02T03:04:05.678Z'));
  const STAMP = '2026-01-02T03:04:05.678000Z 00O';

  it('stand before each line, however the text is cut', () => {
    const one = stamper();
    expect(one.write('a\nb') + one.write('c\n') + one.end()).toBe(`${STAMP} a\n${STAMP} bc\n`);
  });

  it('make an entry of a carriage return and mark what continues it', () => {
    const one = stamper();
    expect(one.write('50%\r') + one.write('100%\n') + one.write('x') + one.end()).toBe(
      `${STAMP} 50%\r\n${STAMP}+100%\n${STAMP} x\n`,
    );
  });
});

describe('the script', () => {
  it('shows each command before it runs and stops at the first that fails', () => {
    const script = jobScript(["echo 'a\\b'", 'first\nsecond']);
    expect(script).toContain("echo $'\\x1b[32;1m$ echo \\'a\\\\b\\'\\x1b[0;m'\necho 'a\\b'\n");
    expect(script).toContain(
      "echo $'\\x1b[32;1m$ first # collapsed multi-line command\\x1b[0;m'\nfirst\nsecond\n",
    );
    expect(script).toContain('set -eo pipefail');
  });
});

describe('dotenv reports', () => {
  it('are taken whole or not at all', () => {
    expect(parseDotenv('A=1\n\nB=x=y\r\n')).toEqual({ kind: 'ok', variables: { A: '1', B: 'x=y' } });
    expect(parseDotenv('A=1\nnot a pair')).toEqual({ kind: 'invalid', message: 'Invalid Format' });
    expect(parseDotenv(`A=${'x'.repeat(6000)}`).kind).toBe('invalid');
  });
});
