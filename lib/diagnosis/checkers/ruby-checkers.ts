import { always, checker, type KnownChecker } from './known-checker';

/** Linters of Ruby and its templates that print one finding a line. */
export const rubyCheckers: readonly KnownChecker[] = [
  checker(
    'erb-lint',
    'ERB Lint',
    'app/till.html.erb:4:2: Remove multiple trailing newline at the end of the file.',
    {
      programs: ['erblint', 'erb_lint', 'erb-lint'],
      file: /\.erb$/,
      ...always,
    },
  ),
  checker('fasterer', 'Fasterer', 'lib/till.rb:4 Array#select.first is slower than Array#detect.', {
    message: /\bis slower than\b/,
    ...always,
  }),
  checker('haml-lint', 'HAML-Lint', 'app/till.haml:4 [W] ImplicitDiv: a div too many', {
    file: /\.haml$/,
    ...always,
  }),
  checker('slim-lint', 'Slim-Lint', 'app/till.slim:4 [W] LineLength: Line is too long. [82/80]', {
    file: /\.slim$/,
    ...always,
  }),
  checker('scss-lint', 'SCSS-Lint', 'app/till.scss:4:2 [W] EmptyLineBetweenBlocks: no blank line', {
    file: /\.s[ac]ss$/,
    message: /^[A-Z][a-z]+[A-Z]\w+: /,
    ...always,
  }),
  checker('rails-best-practices', 'Rails Best Practices', 'app/till.rb:4 - move code into controller', {
    programs: ['rails_best_practices'],
    ...always,
  }),
  checker('reek', 'Reek', 'lib/till.rb:4: IrresponsibleModule: Till has no descriptive comment', {
    file: /\.rb$/,
    message:
      /^(?:Attribute|BooleanParameter|ClassVariable|ControlParameter|DataClump|DuplicateMethodCall|FeatureEnvy|InstanceVariableAssumption|IrresponsibleModule|LongParameterList|LongYieldList|ManualDispatch|MissingSafeMethod|ModuleInitialize|NestedIterators|NilCheck|RepeatedConditional|SubclassedFromCoreClass|TooMany\w+|UncommunicativeM?\w+|UnusedParameters|UnusedPrivateMethod|UtilityFunction): |\[https:\/\/github\.com\/troessner\/reek/,
    ...always,
  }),
  checker(
    'standardrb',
    'Standard Ruby',
    'lib/till.rb:4:2: Style/TrailingComma: Put a comma after the last item',
    {
      file: /\.rb$|\.rake$|Gemfile$|Rakefile$/,
      code: /^[A-Z]\w{1,30}\/[A-Z]\w{2,60}$/,
      ...always,
    },
  ),
  checker('standardrb', 'Standard Ruby', 'lib/till.rb:4:2: no coin', {}),
  // Its rules are Standard Ruby's too: in formats that both have only the command tells.
  checker('rubocop', 'RuboCop', 'lib/till.rb:4:2: no coin', {}),
];
