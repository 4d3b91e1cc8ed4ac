import { namedPackage } from '../causes/named-package';
import { signatureDetector } from '../causes/signature-detector';

const versionStep = 'Choose versions that go together; the conflicting demands are named.';

/** Package managers of Elixir, Erlang, Dart, Swift, Objective-C, C and C++, Haskell and OCaml where they cannot resolve. */
export const otherPackages = signatureDetector({
  id: 'other-packages',
  tool: 'mix',
  keywords: [
    ...[
      'Failed to use',
      'Hex dependency resolution failed',
      'No package with name',
      'lock mismatch',
      'Unchecked dependencies',
      'the dependency is not available',
      'the dependency build is outdated',
      "Can't continue due to errors on dependencies",
    ],
    ...[
      'version solving failed',
      'pub get failed',
      '[!] ',
      'could not be resolved',
      'Dependencies could not be resolved',
      'package at',
      'Skipped installing',
      'error: Dependencies',
    ],
    ...[
      'ERROR: Package',
      'ERROR: Missing',
      'Version conflict',
      'Unable to find',
      'error: building ',
      'Missing prebuilt',
      'Could not resolve dependencies',
      'In the dependencies for',
      'No solution found',
      'Conflict between',
      'Could not find',
      'unknown package',
      '[ERROR] No package',
      'resolve dependencies',
      'pubspec.lock',
      'Resolving dependencies failed',
      'Package.resolved',
    ],
  ],
  signatures: [
    {
      pattern:
        /^(?:Failed to use "([\w-]{1,100})" \(version (\S{1,60})\) because|\*\* \(Mix\) No package with name (\S{1,100}) \(from: .{1,100}|Because (?:the lock|your app|"[^"]{1,60}") depends on "([\w-]{1,100})".{0,400})/,
      category: 'dependency',
      weight: 0.93,
      summary: (match) =>
        `Hex finds no version of ${match[1] ?? match[3] ?? match[4]} that satisfies all demands`,
      reason: 'Hex names the package',
      nextStep: versionStep,
      linesAfter: 4,
      dependency: (match) => namedPackage(match[1] ?? match[3] ?? match[4], match[2]),
    },
    {
      pattern:
        /^\*\* \(Mix\) (?:Hex dependency resolution failed.{0,100}|Can't continue due to errors on dependencies|Your mix\.lock is out of date.{0,200})|^Unchecked dependencies for environment \w{1,30}:$/,
      category: 'dependency',
      weight: 0.86,
      summary: () => 'Mix cannot use the dependencies as they are declared and locked',
      reason: 'Mix says what it cannot use',
      nextStep: 'Run `mix deps.get` and commit mix.lock.',
      linesAfter: 3,
      dependency: (_match, view, index) =>
        namedPackage(/^\* ([\w-]{1,100}) /.exec(view.text(index + 1))?.[1]),
    },
    {
      tool: 'rebar3',
      pattern:
        /^===> (?:Package not found in (?:any repo|registry): (\S{1,100}).*|Failed to fetch.{1,200}|Dependency failure: (\S{1,100}).*)$/,
      category: 'dependency',
      weight: 0.92,
      summary: (match) => `rebar3 cannot get ${match[1] ?? match[2] ?? 'a dependency'}`,
      reason: 'rebar3 names the dependency',
      dependency: (match) => namedPackage(match[1] ?? match[2]),
    },
    {
      tool: 'pub',
      pattern:
        /^(?:So, b|And b|B)ecause (?:no versions of ([\w-]{1,100}) match .{1,300}|.{1,100} (?:depends on|requires) (?:both )?([\w-]{1,100}) .{1,400}|.{1,300}), version solving failed\.?$/,
      category: 'dependency',
      weight: 0.92,
      summary: (match) => `Pub finds no versions that go together: ${match[0]}`,
      reason: 'Pub says what does not go together',
      nextStep: versionStep,
      dependency: (match) => namedPackage(match[1] ?? match[2]),
    },
    {
      tool: 'pub',
      pattern:
        /^(?:.{0,60}Unable to satisfy `pubspec\.yaml` using `pubspec\.lock`.{0,100}|The current Dart SDK version is (\S{1,40})\.|The pubspec\.lock file .{1,100}out of date.{0,100})$/,
      category: 'dependency',
      weight: 0.88,
      summary: (match) =>
        match[1] === undefined
          ? 'pubspec.lock does not match pubspec.yaml'
          : `The project or a package does not accept Dart ${match[1]}`,
      reason: 'Pub says what does not match',
      linesAfter: 2,
    },
    {
      tool: 'cocoapods',
      pattern:
        /^\[!\] (?:CocoaPods could not find compatible versions for pod "([^"]{1,100})":|Unable to find a (?:specification|pod with name|target named)(?: for)? [`'"]?([\w./+-]{1,100}).*|Unable to satisfy the following requirements:|(?:There were changes to the (?:podfile|lockfile) in deployment mode):?|Error installing ([\w./+-]{1,100}))$/i,
      category: 'dependency',
      weight: 0.94,
      summary: (match) =>
        `CocoaPods cannot install ${match[1] ?? match[2] ?? match[3] ?? 'what the Podfile declares'}`,
      reason: 'CocoaPods says what it cannot install',
      nextStep:
        'Run `pod repo update` or `pod install --repo-update`, correct the Podfile and commit Podfile.lock.',
      linesAfter: 5,
      dependency: (match) => namedPackage(match[1] ?? match[2] ?? match[3]),
    },
    {
      tool: 'swiftpm',
      pattern:
        /^(?:xcodebuild: )?error: (?:Dependencies could not be resolved because .{1,400}|Could not resolve package dependencies:.{0,300}|(?:the )?package(?: at)? '([^']{1,200})'.{1,300}|'([\w./-]{1,100})' .{0,40}(?:no such module|could not be (?:found|resolved)).{0,200}|an out-of-date resolved file was detected.{0,200}|Failed to (?:clone|fetch) repository (\S{1,200}).{0,100})/,
      category: 'dependency',
      weight: 0.91,
      summary: (match) =>
        `Swift's packages cannot be resolved: ${match[0].replace(/^(?:xcodebuild: )?error: /, '')}`,
      reason: 'The package manager says what it cannot resolve',
      nextStep: 'Correct Package.swift, resolve again and commit Package.resolved.',
      linesAfter: 2,
      dependency: (match) => namedPackage((match[1] ?? match[2] ?? match[3])?.replace(/^.*\/|\.git$/g, '')),
    },
    {
      tool: 'carthage',
      pattern:
        /^(?:No (?:available|entry).{1,60}version(?:s)? .{1,40}(?:for|satisf).{1,200}|Could not (?:pick a version for|find any available versions for) (?:git |github )?"?([\w./-]{1,200})"?.{0,200}|.{0,40}Skipped installing (\S{1,100}) binary.{1,200})$/,
      category: 'dependency',
      weight: 0.86,
      summary: (match) => `Carthage cannot resolve ${match[1] ?? match[2] ?? 'what the Cartfile declares'}`,
      reason: 'Carthage names the dependency',
      dependency: (match) => namedPackage(match[1] ?? match[2]),
    },
    {
      tool: 'conan',
      pattern:
        /^ERROR: (?:Package '([\w.+-]{1,100})\/(\S{1,60}?)' not resolved: .{1,200}|Missing (?:prebuilt package|binary)(?:s)? for '?:? ?([\w.+-]{1,100})\/(\S{1,60}?)'?(?:$|[:,].{0,200})|Version conflict: .{1,300}|Version range '\S{1,60}' from requirement '([\w.+-]{1,100})\/\S{1,60}' .{1,200}|Unable to find '([\w.+-]{1,100})\/(\S{1,60}?)' in remotes.{0,100})/,
      category: 'dependency',
      weight: 0.94,
      summary: (match) =>
        `Conan cannot provide ${match[1] ?? match[3] ?? match[5] ?? match[6] ?? 'what the recipe requires'}`,
      reason: 'Conan says what it cannot provide',
      nextStep:
        'Correct the requirement, build missing packages (`--build=missing`), or give the job access to the remote.',
      linesAfter: 2,
      dependency: (match) =>
        namedPackage(match[1] ?? match[3] ?? match[5] ?? match[6], match[2] ?? match[4] ?? match[7]),
    },
    {
      tool: 'vcpkg',
      pattern:
        /^error: (?:building ([\w-]{1,100}):\S{1,60} failed with: \S{1,60}|(?:while loading|no version database entry for) ([\w-]{1,100}).{0,200}|([\w-]{1,100}) (?:does not exist|was not found).{0,200})/,
      category: 'dependency',
      weight: 0.88,
      summary: (match) => `vcpkg cannot provide ${match[1] ?? match[2] ?? match[3]}`,
      reason: 'vcpkg names the port',
      linesAfter: 2,
      dependency: (match) => namedPackage(match[1] ?? match[2] ?? match[3]),
      rejects: (view) => !view.has('vcpkg'),
    },
    {
      tool: 'cabal',
      pattern:
        /^(?:Error: )?(?:\[Cabal-7107\]|cabal(?:-[\d.]{1,12})?: Could not resolve dependencies:|Could not resolve dependencies:)$/,
      category: 'dependency',
      weight: 0.93,
      summary: () => 'Cabal finds no versions that go together',
      reason: 'Cabal says what does not go together',
      nextStep: versionStep,
      linesAfter: 5,
      dependency: (_match, view, index) => {
        const told = [1, 2, 3, 4, 5]
          .map((line) =>
            /\(conflict: \S{1,100} => ([\w-]{1,100})|unknown package: ([\w-]{1,100})|rejecting: ([\w-]{1,80})-\d/.exec(
              view.text(index + line),
            ),
          )
          .find((row) => row !== null);
        return namedPackage(told?.[1] ?? told?.[2] ?? told?.[3]);
      },
    },
    {
      tool: 'stack',
      pattern: /^In the dependencies for ([\w-]{1,80}?)-\d[\d.]{0,30}.{0,100}:$/,
      category: 'dependency',
      weight: 0.92,
      summary: (match) => `Stack finds no build plan for ${match[1]}`,
      reason: 'Stack says what does not go together',
      linesAfter: 3,
      dependency: (_match, view, index) => {
        const told =
          /^\s{1,8}(?:\* )?([\w-]{1,80}?)(?:-(\d[\d.]{0,30}))? (?:from stack configuration|needed|must match|is needed)/.exec(
            view.text(index + 1),
          );
        return namedPackage(told?.[1], told?.[2]);
      },
    },
    {
      tool: 'opam',
      pattern:
        /^\[ERROR\] (?:No package (?:named|matching) ([\w.-]{1,100})(?: found)?.*|Package conflict!|The compilation of ([\w-]{1,80})\.(\S{1,40}) failed.*|Could not determine which packages to install.*)$/,
      category: 'dependency',
      weight: 0.92,
      summary: (match) => `opam cannot install ${match[1] ?? match[2] ?? 'what is declared'}`,
      reason: 'opam says what it cannot install',
      linesAfter: 3,
      dependency: (match) => namedPackage(match[1] ?? match[2], match[3]),
    },
  ],
  examples: [
    {
      log: 'Failed to use "money" (version 1.0.0) because\n  till (version 0.1.0) requires ~> 2.0',
      category: 'dependency',
      dependency: 'money',
    },
    {
      log: 'Unchecked dependencies for environment test:\n* money (Hex package)\n  lock mismatch: the dependency is out of date.',
      category: 'dependency',
      dependency: 'money',
    },
    {
      log: "Because till depends on money ^9.0.0 which doesn't match any versions, version solving failed.",
      category: 'dependency',
      dependency: 'money',
    },
    {
      log: '[!] CocoaPods could not find compatible versions for pod "Money":',
      category: 'dependency',
      dependency: 'Money',
    },
    {
      log: "error: Dependencies could not be resolved because root depends on 'money' 9.0.0..<10.0.0.",
      category: 'dependency',
    },
    {
      log: "ERROR: Package 'money/9.0' not resolved: Unable to find 'money/9.0' in remotes.",
      category: 'dependency',
      dependency: 'money',
    },
    {
      log: 'Error: [Cabal-7107]\nCould not resolve dependencies:\n[__0] trying: till-0.1 (user goal)\n[__1] unknown package: money (dependency of till)',
      category: 'dependency',
      dependency: 'money',
    },
    { log: '[ERROR] No package named money found.', category: 'dependency', dependency: 'money' },
  ],
  lookAlikes: [
    'the lock file is read',
    'Could not find the till',
    '[!] Please close the till',
    'Resolving dependencies...',
    'ERROR: Package of coins arrived',
  ],
});
