import { namedPackage } from '../causes/named-package';
import { signatureDetector } from '../causes/signature-detector';

/** Bundler, RubyGems and Composer where they cannot install what is declared. */
export const rubyAndPhpPackages = signatureDetector({
  id: 'ruby-and-php-packages',
  tool: 'bundler',
  keywords: [
    ...[
      'Could not find gem',
      'Could not find compatible versions',
      'Bundler could not find',
      'Could not find ',
    ],
    ...[
      'An error occurred while installing',
      'frozen mode',
      'Your lockfile',
      'lockfile',
      'Your Ruby version is',
      'Your bundle only',
      'in deployment mode after',
      'Your Gemfile lists',
      'Bundler::',
    ],
    ...[
      'requirements could not be resolved',
      '- Root composer.json requires',
      'The requested package',
      'lock file is not up to date',
    ],
    ...[
      'The lock file',
      'is not present in the lock file',
      'Could not fetch specs',
      'Could not find a valid gem',
      'ERROR:  Error installing',
    ],
    ...[
      'requires php',
      'requires ext-',
      'Could not authenticate',
      'could not be downloaded',
      'security vulnerability advisories',
      'Failed to build gem native extension',
      'Gemfile.lock',
    ],
  ],
  signatures: [
    {
      pattern:
        /^(?:Bundler could not find compatible versions for gem "([\w-]{1,100})".*|Could not find gem '([\w-]{1,100})(?: \(([^)]{1,60})\))?[ '].*)$/,
      category: 'dependency',
      weight: 0.92,
      summary: (match) => `Bundler cannot resolve ${match[1] ?? match[2]}`,
      reason: 'Bundler names the gem that it cannot resolve',
      linesAfter: 4,
      nextStep: 'Correct the gem or its version in the Gemfile, and commit Gemfile.lock with it.',
      dependency: (match) => namedPackage(match[1] ?? match[2], match[3]?.replace(/^[=~> ]{1,4}/, '')),
    },
    {
      pattern: /^Could not find compatible versions$/,
      category: 'dependency',
      weight: 0.92,
      summary: () => 'Bundler finds no versions that go together',
      reason: 'Bundler says what does not go together',
      linesAfter: 6,
      dependency: (_match, view, index) => {
        const told = [1, 2, 3]
          .map((line) =>
            /Because (?:every version of )?([\w-]{1,100})(?: [<>=~]{1,2} [\w.]{1,30})? (?:depends on|could not be found)/.exec(
              view.text(index + line),
            ),
          )
          .find((row) => row !== null);
        return namedPackage(told?.[1]);
      },
    },
    {
      pattern:
        /^(?:Bundler::GemNotFound: )?Could not find ([\w-]{1,100})-(\d[\w.]{0,40})(?:, [\w.-]{1,100}){0,20} in (?:any of the sources|locally installed gems|rubygems repository|cached gems).*$/,
      category: 'dependency',
      weight: 0.9,
      summary: (match) => `Bundler cannot find ${match[1]} ${match[2]}`,
      reason: 'Bundler names the gem that it cannot find',
      nextStep:
        'See whether the gem was installed in this job (`bundle install`), and whether its version still exists.',
      dependency: (match) => namedPackage(match[1], match[2]),
    },
    {
      pattern: /^An error occurred while installing ([\w-]{1,100}) \(([\w.-]{1,40})\), and Bundler cannot\b/,
      category: 'dependency',
      weight: 0.9,
      summary: (match) => `Bundler could not install ${match[1]} ${match[2]}`,
      reason: 'Bundler names the gem that it could not install',
      nextStep:
        "Read the gem's output above; a compiler or library that it needs is often missing in the image.",
      dependency: (match) => namedPackage(match[1], match[2]),
    },
    {
      pattern:
        /^(?:The gemspecs? for .{1,200} changed|You are trying to install in deployment mode after changing.*|The dependencies in your gemfile changed.*|Your Gemfile lists .{1,200}more than once.*|(?:Bundler cannot install gems because|The lockfile can't be updated because) frozen mode is set.*|Your lockfile (?:was created|does not satisfy|is missing|is unresolvable|only supports).*|Your bundle only supports platforms .{1,200})$/i,
      category: 'dependency',
      weight: 0.94,
      summary: (match) => `Bundler refuses to install: ${match[0]}`,
      reason: 'Bundler says what does not match',
      verdictReason: 'The committed Gemfile.lock is out of step with the Gemfile or the platform.',
      nextStep:
        'Run `bundle install` (or `bundle lock --add-platform` for a missing platform) and commit Gemfile.lock.',
      linesAfter: 3,
    },
    {
      pattern: /^Your Ruby version is ([\w.]{1,20}), but your Gemfile specified (\S{1,40})/,
      category: 'configuration',
      weight: 0.95,
      summary: (match) => `The Gemfile asks for Ruby ${match[2]}, and the job has ${match[1]}`,
      reason: 'Bundler names both versions',
      nextStep: "Use an image with that Ruby, or change the Gemfile's.",
    },
    {
      pattern:
        /^(?:Could not fetch specs from .{1,200}|.{0,100}Bundler::HTTPError.{0,200}|Retrying .{1,100} due to error.{1,200})$/,
      category: 'infrastructure',
      weight: 0.8,
      summary: (match) => `Bundler could not reach a source of gems: ${match[0]}`,
      reason: 'The source did not answer',
    },
    {
      tool: 'gem',
      pattern:
        /^ERROR:\s{1,3}(?:Could not find a valid gem '([\w-]{1,100})' \(([^)]{1,60})\).*|Error installing ([\w-]{1,100}):)$/,
      category: 'dependency',
      weight: 0.91,
      summary: (match) => `gem could not install ${match[1] ?? match[3]}`,
      reason: 'gem names what it could not install',
      linesAfter: 2,
      dependency: (match) => namedPackage(match[1] ?? match[3]),
    },
    {
      tool: 'gem',
      pattern: /^\s{0,8}(?:Gem::Ext::BuildError: )?ERROR: Failed to build gem native extension\.$/,
      category: 'dependency',
      weight: 0.84,
      summary: () => 'A gem cannot build its native part',
      reason: 'gem says that the build failed',
      linesAfter: 6,
      nextStep: 'Install the compiler or library that the lines below miss, or use an image that has it.',
    },
    {
      tool: 'composer',
      pattern:
        /^\s{0,8}- Root composer\.json requires ((?:[\w.-]{1,100}\/)?[\w.-]{1,100}) ?(\S{0,60}?)[, ]{1,2}(.{1,400})$/,
      category: 'dependency',
      weight: 0.94,
      summary: (match) => `Composer cannot install ${match[1]}: ${match[3]}`,
      reason: 'Composer says why it cannot install a package',
      nextStep:
        'Correct the requirement in composer.json, or use an image with the PHP or extension that it names.',
      linesAfter: 2,
      dependency: (match) => namedPackage(match[1], match[2]?.replace(/^[\^~=v]{1,2}/, '')),
    },
    {
      tool: 'composer',
      pattern:
        /^\s{0,8}- ([\w.-]{1,100}\/[\w.-]{1,100})(?: is locked to version (\S{1,40}) and an update of this package was not requested| (\S{1,60}) requires ((?:php|ext-[\w-]{1,40}|[\w.-]{1,100}\/[\w.-]{1,100})).{0,300})\.?$/,
      category: 'dependency',
      weight: 0.9,
      summary: (match) =>
        `Composer cannot install ${match[1]}${match[4] === undefined ? '' : `, which requires ${match[4]}`}`,
      reason: 'Composer names what it cannot install',
      dependency: (match) => namedPackage(match[1], match[2] ?? match[3]),
      linesAfter: 1,
      nextStep:
        'Use an image with the PHP or extension that the line names, or update the package and its lock.',
    },
    {
      tool: 'composer',
      pattern:
        /^\s{0,4}(?:Your requirements could not be resolved to an installable set of packages\.|Your lock file does not contain a compatible set of packages\. Please run composer update\.)$/,
      category: 'dependency',
      weight: 0.84,
      summary: () => "Composer cannot resolve the project's packages",
      reason: 'Composer says that it finds no solution',
      linesAfter: 5,
      nextStep:
        'Correct composer.json as the problems below the line say, run `composer update` and commit composer.lock.',
    },
    {
      tool: 'composer',
      pattern:
        /(?:The lock file is not up to date with the latest changes in composer\.json.*|- Required package "([\w./-]{1,200})" is not present in the lock file\.|- Required package "([\w./-]{1,200})" is in the lock file as "([^"]{1,60})" but that does not satisfy your constraint "([^"]{1,60})".*)$/,
      category: 'dependency',
      weight: 0.93,
      summary: (match) =>
        `composer.lock does not match composer.json${(match[1] ?? match[2]) === undefined ? '' : `: ${match[1] ?? match[2]}`}`,
      reason: 'Composer says what does not match',
      nextStep: 'Run `composer update` for the named package and commit composer.lock.',
      dependency: (match) => namedPackage(match[1] ?? match[2], match[4], match[3]),
      rejects: (view, index) => /^Warning:/.test(view.text(index)),
    },
    {
      tool: 'composer',
      pattern:
        /^\s{0,4}(?:Could not find a matching version of package|Could not find package) ([\w.-]{1,100}\/[\w.-]{1,100}).{0,300}$/,
      category: 'dependency',
      weight: 0.92,
      summary: (match) => `Composer cannot find ${match[1]}`,
      reason: 'Composer names the package that it cannot find',
      dependency: (match) => namedPackage(match[1]),
    },
    {
      tool: 'composer',
      pattern:
        /^\s{0,4}(?:The "(https?:\/\/\S{1,300})" file could not be downloaded.{0,300}|.{0,40}Could not authenticate against (\S{1,200}))$/,
      category: 'infrastructure',
      weight: 0.86,
      summary: (match) =>
        match[1] === undefined
          ? `Composer may not read from ${match[2]}`
          : `Composer could not download ${match[1]}`,
      reason: 'Composer names what it could not read',
    },
  ],
  examples: [
    {
      log: "Could not find gem 'till' in any of the gem sources listed in your Gemfile.",
      category: 'dependency',
      dependency: 'till',
    },
    {
      log: 'Bundler could not find compatible versions for gem "money":',
      category: 'dependency',
      dependency: 'money',
    },
    {
      log: 'Could not find compatible versions\n\nBecause every version of coins depends on money < 2',
      category: 'dependency',
      dependency: 'coins',
    },
    { log: 'Could not find money-2.0.1 in any of the sources', category: 'dependency', dependency: 'money' },
    {
      log: 'An error occurred while installing coins (1.2.3), and Bundler cannot continue.',
      category: 'dependency',
      dependency: 'coins',
    },
    {
      log: 'Your bundle only supports platforms ["arm64-darwin-22"] but your local platform is x86_64-linux.',
      category: 'dependency',
    },
    { log: 'Your Ruby version is 3.1.0, but your Gemfile specified ~> 3.3', category: 'configuration' },
    {
      log: 'Your requirements could not be resolved to an installable set of packages.\n\n  Problem 1\n    - Root composer.json requires shop/money ^9.0, found shop/money[1.0.0] but it does not match the constraint.',
      category: 'dependency',
    },
    {
      log: '    - Root composer.json requires shop/money ^9.0, found shop/money[1.0.0] but it does not match the constraint.',
      category: 'dependency',
      dependency: 'shop/money',
    },
    {
      log: "    - shop/coins 2.1.0 requires ext-intl * -> it is missing from your system. Install or enable PHP's intl extension.",
      category: 'dependency',
      dependency: 'shop/coins',
    },
    {
      log: '- Required package "shop/money" is not present in the lock file.',
      category: 'dependency',
      dependency: 'shop/money',
    },
  ],
  lookAlikes: [
    'Could not find the till',
    'Using money 2.0.1',
    'Warning: The lock file is not up to date with the latest changes in composer.json.',
    'Bundle complete! 3 Gemfile dependencies',
  ],
});
