import { always, checker, type KnownChecker } from './known-checker';

/** Analysers of PHP that print one finding a line. */
export const phpCheckers: readonly KnownChecker[] = [
  checker('phan', 'Phan', 'src/Till.php:4 PhanUndeclaredMethod Call to undeclared method', {
    message: /^Phan[A-Z]\w{3,60} /,
    ...always,
  }),
  checker(
    'phpmd',
    'PHPMD',
    'src/Till.php:4  UnusedLocalVariable  Avoid unused local variables such as $coin.',
    {
      message: /^[A-Z][a-z]+[A-Z]\w{3,40}\s{1,8}[A-Z]/,
      file: /\.php$/,
      ...always,
    },
  ),
  checker(
    'psalm',
    'Psalm',
    '/shop/Till.php:4:2:error - UndefinedVariable: Cannot find referenced variable $coin',
    {
      file: /\.php$/,
      message: /^[A-Z][a-z]+[A-Z]\w{2,60}: /,
    },
  ),
  checker('phpstan', 'PHPStan', '/shop/Till.php:4:Access to an undefined property Till::$coin.', {
    file: /\.php$/,
    message:
      /^(?:Access to an? |Call to an? |Method \S+\(\) |Property \S+ |Parameter #\d|Undefined variable|Variable \$|Cannot call method|Instantiated class|Class \S+ |Function \S+ |Call to (?:static )?method|Strict comparison|If condition|Unreachable statement|PHPDoc tag|Constant \S+ |Dead catch|Offset )/,
  }),
];
