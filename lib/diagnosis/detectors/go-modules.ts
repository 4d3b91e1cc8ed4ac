import { namedPackage } from '../causes/named-package';
import { signatureDetector } from '../causes/signature-detector';

const tidy = 'Run `go mod tidy` and commit go.mod and go.sum.';

/** Go's modules: what cannot be found, what the sums do not hold, and Go versions that do not go together. */
export const goModules = signatureDetector({
  id: 'go-modules',
  tool: 'go',
  keywords: [
    'go.sum',
    'does not contain main module',
    'go.mod',
    'go: ',
    'vendoring',
    'no required module',
    'module providing package',
    'verifying ',
    'SECURITY ERROR',
    'ambiguous import',
    'requires go >= ',
  ],
  signatures: [
    {
      pattern:
        /missing go\.sum entry (?:for (?:module providing package|go\.mod file) ?)?\(?([\w.~/-]{3,200})?.{0,200}/,
      category: 'dependency',
      weight: 0.94,
      summary: (match) => `go.sum does not hold what ${match[1] ?? 'a package'} needs`,
      reason: 'Go names what go.sum lacks',
      nextStep: tidy,
      dependency: (match) => namedPackage(match[1]),
      finding: (match, view, index) => placeBefore(view.text(index), match[0]),
    },
    {
      pattern:
        /no required module provides package ([\w.~/-]{3,200})(?:; to add it:)?|(?:cannot find (?:module providing )?package "?([\w.-]{1,60}\.[\w.~/-]{3,200})"?(?:[: ].{0,100})?)/,
      category: 'dependency',
      weight: 0.98,
      summary: (match) => `No module in go.mod has the package ${match[1] ?? match[2]}`,
      reason: 'Go names the package',
      nextStep: 'Run `go get` for it or `go mod tidy`, and commit go.mod and go.sum.',
      linesAfter: 1,
      dependency: (match) => namedPackage(match[1] ?? match[2]),
      finding: (match, view, index) => placeBefore(view.text(index), match[0]),
    },
    {
      pattern:
        /^(?:go: updates to go\.mod needed.*|go: updating go\.(?:mod|sum): existing contents have changed.*|.{0,40}inconsistent vendoring.{0,200})$/,
      category: 'dependency',
      weight: 0.94,
      summary: (match) =>
        match[0].includes('vendoring') ? 'The vendor folder does not match go.mod' : 'go.mod is out of date',
      reason: 'Go says what is out of step',
      nextStep:
        'Run `go mod tidy` (and `go mod vendor` where there is a vendor folder) and commit what changes.',
      linesAfter: 2,
      dependency: (_match, view, index) => {
        const told = /^\s{1,8}([\w.-]{1,60}\.[\w.~/-]{3,200})@(v\S{1,60}): is explicitly required/.exec(
          view.text(index + 1),
        );
        return namedPackage(told?.[1], told?.[2]);
      },
    },
    {
      pattern:
        /^(?:go: )?(?:.{0,200}: )?([\w.-]{1,60}\.[\w.~/-]{2,200})@(v?[\w.+-]{1,80}): (?:invalid version: |unknown revision |no matching versions |reading |git ls-remote |module lookup disabled|parsing go\.mod|verifying |invalid github|unrecognized import path).{0,300}$/,
      category: 'dependency',
      weight: 0.9,
      summary: (match) => `Go cannot get ${match[1]} in version ${match[2]}`,
      reason: 'Go names the module that it cannot get',
      nextStep:
        'Correct the version in go.mod; for a private module set GOPRIVATE and give the job access to it.',
      linesAfter: 3,
      dependency: (match) => namedPackage(match[1], match[2]),
      rejects: (view, index) =>
        /i\/o timeout|connection re|no such host|50[0234] |TLS handshake/.test(view.text(index)),
    },
    {
      pattern:
        /^(?:go: )?(?:.{0,200}: )?module ([\w.-]{1,60}\.[\w.~/-]{2,200})(?:@\S{1,80})?(?: found \((v\S{1,80})\), but does not contain package \S{1,200}|: (?:reading|git ls-remote|Get) .{1,300}|: no matching versions .{1,100})$/,
      category: 'dependency',
      weight: 0.92,
      summary: (match) => `Go does not find what it needs in ${match[1]}`,
      reason: 'Go names the module',
      dependency: (match) => namedPackage(match[1], match[2]),
      rejects: (view, index) =>
        /i\/o timeout|connection re|no such host|50[0234] |TLS handshake/.test(view.text(index)),
    },
    {
      pattern:
        /^(?:go: |verifying |\s{0,4}).{0,40}?([\w.-]{1,60}\.[\w.~/-]{2,200})@(v[\w.+-]{1,80})(?:\/go\.mod)?: checksum mismatch$/,
      category: 'dependency',
      weight: 0.95,
      summary: (match) => `${match[1]} ${match[2]} is not what go.sum says it is`,
      reason: 'Go names the module whose checksum differs',
      nextStep: 'See why the module changed before anything else: a moved tag, a proxy, or worse.',
      linesAfter: 3,
      dependency: (match) => namedPackage(match[1], match[2]),
    },
    {
      pattern: /ambiguous import: found package ([\w.~/-]{3,200}) in multiple modules:?/,
      category: 'dependency',
      weight: 0.94,
      summary: (match) => `The package ${match[1]} is in several of the required modules`,
      reason: 'Go names the package and the modules',
      linesAfter: 2,
      dependency: (match) => namedPackage(match[1]),
    },
    {
      pattern:
        /^go: (?:(?:errors parsing go\.mod|go\.mod).{0,100}|(?:.{1,200} )?requires go >= ?(\S{1,30}) \(running go (\S{1,30})(?:;.{0,60})?\).{0,60}|download go\S{1,40} for \S{1,40}: .{1,200})$/,
      category: 'configuration',
      weight: 0.93,
      summary: (match) =>
        match[1] === undefined
          ? `Go cannot use go.mod: ${match[0].replace('go: ', '')}`
          : `The project needs Go ${match[1]}, and the job has ${match[2]}`,
      reason: 'Go says what it cannot use',
      nextStep: 'Use an image with the Go that go.mod asks for.',
      linesAfter: 1,
      rejects: (view, index) => /go\.mod file not found|updates to go\.mod/.test(view.text(index)),
    },
    {
      pattern:
        /^go: (?:go\.mod file not found in current directory or any parent directory.*|cannot find main module.*|no modules specified.*)$|^pattern \S{1,200}: directory prefix \S{1,200} does not contain main module.*$/,
      category: 'configuration',
      verdict: 'code',
      weight: 0.92,
      summary: () => 'There is no go.mod where the job runs Go',
      reason: 'Go says that it finds no module',
      nextStep: 'Run the command in the folder of the module, or commit its go.mod.',
    },
  ],
  examples: [
    {
      log: 'main.go:4:2: missing go.sum entry for module providing package example.org/money/coins (imported by shop/till); to add:',
      category: 'dependency',
      dependency: 'example.org/money/coins',
      findings: ['main.go:4'],
    },
    {
      log: 'main.go:4:2: no required module provides package example.org/money; to add it:\n\tgo get example.org/money',
      category: 'dependency',
      dependency: 'example.org/money',
      findings: ['main.go:4'],
    },
    {
      log: 'till.go:3:8: cannot find module providing package shop.example/coins: module lookup disabled by GOPROXY=off',
      category: 'dependency',
      dependency: 'shop.example/coins',
      findings: ['till.go:3'],
    },
    { log: 'go: updates to go.mod needed; to update it:\n\tgo mod tidy', category: 'dependency' },
    {
      log: 'go: inconsistent vendoring in /builds/shop/till:\n\texample.org/money@v1.2.0: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt',
      category: 'dependency',
      dependency: 'example.org/money',
    },
    {
      log: 'go: example.org/money@v9.0.0: invalid version: unknown revision v9.0.0',
      category: 'dependency',
      dependency: 'example.org/money',
    },
    {
      log: 'verifying example.org/money@v1.2.0: checksum mismatch\n\tdownloaded: h1:aaa\n\tgo.sum:     h1:bbb',
      category: 'dependency',
      dependency: 'example.org/money',
    },
    {
      log: 'go: go.mod requires go >= 1.23 (running go 1.21.0; GOTOOLCHAIN=local)',
      category: 'configuration',
    },
    {
      log: 'pattern ./...: directory prefix . does not contain main module or its selected dependencies',
      category: 'configuration',
    },
    {
      log: "go: go.mod file not found in current directory or any parent directory; see 'go help modules'",
      category: 'configuration',
    },
  ],
  lookAlikes: [
    'go: downloading example.org/money v1.0.0',
    'go: finding module for package example.org/money',
    'ok  	shop/till	0.01s',
  ],
});

function placeBefore(text: string, told: string) {
  const match = /^([\w./-]{1,300}\.go):(\d{1,7}):(\d{1,5}): /.exec(text);
  return match?.[1] === undefined
    ? null
    : { file: match[1], line: Number(match[2]), column: Number(match[3]), message: told };
}
