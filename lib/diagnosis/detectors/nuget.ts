import { namedPackage } from '../causes/named-package';
import { signatureDetector } from '../causes/signature-detector';

const project =
  /^\s{0,8}(?:\d{1,3}>)?((?:[A-Za-z]:)?[^\s:()][^:()]{0,300}\.(?:cs|fs|vb|sln)\w{0,6})(?:\((\d{1,7})(?:,(\d{1,5}))?\))? ?: (?:error|warning)/;

/** NuGet and the .NET SDK where packages or SDKs cannot be had. Codes: https://learn.microsoft.com/nuget/reference/errors-and-warnings */
export const nuget = signatureDetector({
  id: 'nuget',
  tool: 'nuget',
  keywords: [
    'error NU',
    'error NETSDK',
    'NU1',
    'A compatible .NET SDK was not found',
    'compatible installed .NET',
    'error MSB4236',
    'Unable to load the service index',
  ],
  signatures: [
    {
      pattern: /\berror (NU11\d\d): (?:Warning As Error: )?(.{1,400}?)(?: \[[^\]]{1,300}\])?$/,
      category: 'dependency',
      weight: 0.95,
      summary: (match) => `NuGet cannot restore the packages (${match[1]}): ${match[2]}`,
      reason: 'NuGet says what it cannot restore',
      nextStep: 'Correct the package or version in the project file, or add the source that has it.',
      dependency: packageIn,
      finding: placeOf,
      rejects: (view, index) => /NU1199/.test(view.text(index)),
    },
    {
      pattern:
        /\berror (NU1[056]0\d|NU1004|NU1009|NU1010|NU1011): (?:Warning As Error: )?(.{1,400}?)(?: \[[^\]]{1,300}\])?$/,
      category: 'dependency',
      weight: 0.95,
      summary: (match) => `NuGet refuses the packages as they are declared (${match[1]}): ${match[2]}`,
      reason: 'NuGet says what does not go together',
      nextStep:
        'Choose versions that go together; where the lock file is out of step, restore with `--force-evaluate` and commit it.',
      dependency: packageIn,
      finding: placeOf,
    },
    {
      pattern:
        /\berror (NU13\d\d|NU1[89]\d\d): (.{1,400}?)(?: \[[^\]]{1,300}\])?$|Unable to load the service index for source (\S{1,200})/,
      category: 'infrastructure',
      weight: 0.88,
      summary: (match) => `NuGet could not read a source: ${match[2] ?? match[3]}`,
      reason: 'The source did not answer',
      finding: placeOf,
      rejects: (view, index) => /NU190\d/.test(view.text(index)),
    },
    {
      pattern:
        /\b(?:error|warning) (NU190\d): (?:Warning As Error: )?(Package '([\w.-]{1,200})' (\S{1,60}) has a known .{1,300}?)(?: \[[^\]]{1,300}\])?$/,
      category: 'dependency',
      weight: 0.8,
      summary: (match) => `NuGet's audit refuses a package (${match[1]}): ${match[2]}`,
      reason: 'NuGet names the vulnerable package',
      dependency: (match) => namedPackage(match[3], match[4]),
      rejects: (view, index) => view.text(index).includes('warning NU'),
    },
    {
      pattern: /\berror (NETSDK1\d{3}): (.{1,400}?)(?: \[[^\]]{1,300}\])?$/,
      category: 'configuration',
      weight: 0.93,
      summary: (match) => `The .NET SDK refuses the project (${match[1]}): ${match[2]}`,
      reason: 'The SDK says what it misses',
      nextStep:
        'Use an image with the SDK that the project targets, or restore the project before this step.',
      finding: placeOf,
    },
    {
      pattern:
        /^(?:A compatible (?:installed )?\.NET (?:Core )?SDK (?:for global\.json version \[?(\S{1,40}?)\]? .{0,60})?was not found.*|It was not possible to find any compatible framework version.*|You must install or update \.NET to run this application\.)$/,
      category: 'configuration',
      weight: 0.94,
      summary: (match) =>
        `The job lacks the .NET that the project asks for${match[1] === undefined ? '' : ` (${match[1]})`}`,
      reason: '.NET says what it does not find',
      nextStep: 'Use an image with that .NET, or change global.json or the target framework.',
      linesAfter: 4,
    },
  ],
  examples: [
    {
      log: '/builds/shop/till/Till.csproj : error NU1101: Unable to find package Shop.Money. No packages exist with this id in source(s): nuget.org',
      category: 'dependency',
      dependency: 'Shop.Money',
      findings: ['Till.csproj'],
    },
    {
      log: '/builds/shop/till/Till.csproj : error NU1102: Unable to find package Shop.Money with version (>= 9.0.0) [/builds/shop/till/Till.sln]',
      category: 'dependency',
      dependency: 'Shop.Money',
    },
    {
      log: 'Till.csproj : error NU1605: Warning As Error: Detected package downgrade: Shop.Money from 2.0.0 to 1.0.0. Reference the package directly from the project to select a different version.',
      category: 'dependency',
      dependency: 'Shop.Money',
    },
    {
      log: "Till.csproj : error NU1004: The packages lock file is inconsistent with the project dependencies so restore can't be run in locked mode.",
      category: 'dependency',
    },
    {
      log: 'error NU1301: Unable to load the service index for source https://nuget.example/v3/index.json.',
      category: 'infrastructure',
    },
    {
      log: '/usr/share/dotnet/sdk/6.0.400/Microsoft.NET.TargetFrameworkInference.targets(144,5): error NETSDK1045: The current .NET SDK does not support targeting .NET 8.0.',
      category: 'configuration',
    },
    { log: 'A compatible .NET SDK was not found.', category: 'configuration' },
  ],
  lookAlikes: [
    'Till.csproj : warning NU1701: Package Shop.Money was restored using .NETFramework',
    'Restored /builds/shop/till/Till.csproj (in 2 sec).',
  ],
});

function packageIn(match: RegExpExecArray) {
  const text = match[2] ?? '';
  const found =
    /(?:Unable to find(?: a stable)? package|package downgrade:|Version conflict detected for|PackageReference items:?|Cycle detected.{0,20}|Package) '?([A-Za-z][\w.-]{1,200}?)'?[.,]?(?: with version \(>= ([\w.-]{1,60})\)| from (\S{1,60}) to (\S{1,60}?)\.?(?: |$)| (\d[\w.-]{0,60})|\s|$)/.exec(
      text,
    );
  return namedPackage(found?.[1], found?.[2] ?? found?.[4] ?? found?.[5], found?.[3]);
}

function placeOf(match: RegExpExecArray, view: { text(index: number): string }, index: number) {
  const at = project.exec(view.text(index));
  if (at?.[1] === undefined) return null;
  return {
    file: at[1],
    line: at[2] === undefined ? null : Number(at[2]),
    column: at[3] === undefined ? null : Number(at[3]),
    message: match[2] ?? match[0],
  };
}
