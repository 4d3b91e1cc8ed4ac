import { signatureDetector } from '../causes/signature-detector';
import type { LogView } from '../view/log-view';

/** Perl programs that do not compile or that miss a module. */
export const perlError = signatureDetector({
  id: 'perl-error',
  tool: 'perl',
  keywords: [
    "Can't locate ",
    'syntax error at ',
    'Global symbol "',
    'compilation aborted',
    'had compilation errors',
    'Compilation failed',
  ],
  signatures: [
    {
      pattern:
        /^(?:#\s{1,8})?Can't locate (\S{1,200})\.pm in @INC .{0,2000}? at (\S{1,300}) line (\d{1,7})\.?$/,
      category: 'dependency',
      weight: 0.8,
      summary: (match) => `Perl does not find the module ${(match[1] ?? '').replaceAll('/', '::')}`,
      reason: 'Perl names the module that it does not find',
      nextStep: 'Install the module in the job (cpanm, the cpanfile), or add its folder to PERL5LIB.',
      dependency: (match) => ({ name: (match[1] ?? '').replaceAll('/', '::'), from: null, to: null }),
      finding: (match) => ({
        file: match[2] ?? '',
        line: Number(match[3]),
        message: `Can't locate ${match[1]}.pm in @INC`,
      }),
    },
    {
      pattern:
        /^(syntax error|Global symbol "[^"]{1,100}" requires explicit package name.{0,100}|Bareword "[^"]{1,100}" not allowed.{0,60}|Can't find string terminator .{1,60}|Missing right curly.{0,60}) at (\S{1,300}) line (\d{1,7})(?:, near .{0,200}|\.)?$/,
      category: 'build',
      weight: 0.8,
      summary: (match) => `Perl cannot compile ${match[2]} at line ${match[3]}: ${match[1]}`,
      reason: 'Perl says what it cannot compile',
      finding: (match) => ({ file: match[2] ?? '', line: Number(match[3]), message: match[1] ?? '' }),
      rejects: (view, index) => !isAborted(view, index),
    },
  ],
  examples: [
    {
      log: "Can't locate Till/Coins.pm in @INC (you may need to install the Till::Coins module) (@INC contains: /etc/perl) at till.pl line 2.\nBEGIN failed--compilation aborted at till.pl line 2.",
      category: 'dependency',
      dependency: 'Till::Coins',
      findings: ['till.pl:2'],
    },
    {
      log: 'syntax error at till.pl line 3, near "coin my"\nExecution of till.pl aborted due to compilation errors.',
      category: 'build',
      findings: ['till.pl:3'],
    },
  ],
  lookAlikes: ['psql: syntax error at till.sql line 3', "Can't locate the till"],
});

function isAborted(view: LogView, index: number): boolean {
  for (let below = index; below <= index + 12; below += 1) {
    if (/compilation (?:errors|aborted)|had compilation errors|Compilation failed/.test(view.text(below)))
      return true;
  }
  return false;
}
