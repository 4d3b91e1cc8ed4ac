import type { Detector } from './detector';
import { antJunit } from './detectors/ant-junit';
import { bandit } from './detectors/bandit';
import { biome } from './detectors/biome';
import { black } from './detectors/black';
import { brakeman } from './detectors/brakeman';
import { cargoTest } from './detectors/cargo-test';
import { clangFormat } from './detectors/clang-format';
import { clangTidy } from './detectors/clang-tidy';
import { cmake } from './detectors/cmake';
import { commonTest } from './detectors/common-test';
import { coverage } from './detectors/coverage';
import { crash } from './detectors/crash';
import { diskFull } from './detectors/disk-full';
import { docker } from './detectors/docker';
import { dotnetBuild } from './detectors/dotnet-build';
import { dotnetTest } from './detectors/dotnet-test';
import { eclipseCompiler } from './detectors/eclipse-compiler';
import { embeddedCompilers } from './detectors/embedded-compilers';
import { erlang } from './detectors/erlang';
import { eslint } from './detectors/eslint';
import { exitCode } from './detectors/exit-code';
import { exunit } from './detectors/exunit';
import { fileAndLine } from './detectors/file-and-line';
import { flake8 } from './detectors/flake8';
import { fortran } from './detectors/fortran';
import { gcc } from './detectors/gcc';
import { ghc } from './detectors/ghc';
import { git } from './detectors/git';
import { gnat } from './detectors/gnat';
import { goBuild } from './detectors/go-build';
import { goTest } from './detectors/go-test';
import { goVet } from './detectors/go-vet';
import { gofmt } from './detectors/gofmt';
import { golangciLint } from './detectors/golangci-lint';
import { googleTest } from './detectors/google-test';
import { gradle } from './detectors/gradle';
import { gradleTest } from './detectors/gradle-test';
import { hadolint } from './detectors/hadolint';
import { hardwareLanguages } from './detectors/hardware-languages';
import { javac } from './detectors/javac';
import { jest } from './detectors/jest';
import { jsPackages } from './detectors/js-packages';
import { junitConsole } from './detectors/junit-console';
import { junitReport } from './detectors/junit-report';
import { linkCheck } from './detectors/link-check';
import { linker } from './detectors/linker';
import { logLimit } from './detectors/log-limit';
import { make } from './detectors/make';
import { makeRecipe } from './detectors/make-recipe';
import { markdownlint } from './detectors/markdownlint';
import { maven } from './detectors/maven';
import { mavenGoal } from './detectors/maven-goal';
import { minitest } from './detectors/minitest';
import { missingCommand } from './detectors/missing-command';
import { missingFile } from './detectors/missing-file';
import { missingVariable } from './detectors/missing-variable';
import { mocha } from './detectors/mocha';
import { mypy } from './detectors/mypy';
import { network } from './detectors/network';
import { noTests } from './detectors/no-tests';
import { nodeError } from './detectors/node-error';
import { nodeTest } from './detectors/node-test';
import { npm } from './detectors/npm';
import { otherPackages } from './detectors/other-packages';
import { outOfMemory } from './detectors/out-of-memory';
import { perlcritic } from './detectors/perlcritic';
import { permission } from './detectors/permission';
import { php } from './detectors/php';
import { phpCodeSniffer } from './detectors/php-code-sniffer';
import { phpCsFixer } from './detectors/php-cs-fixer';
import { phpstan } from './detectors/phpstan';
import { phpunit } from './detectors/phpunit';
import { playwright } from './detectors/playwright';
import { prettier } from './detectors/prettier';
import { psalm } from './detectors/psalm';
import { puppetLint } from './detectors/puppet-lint';
import { pydocstyle } from './detectors/pydocstyle';
import { pylint } from './detectors/pylint';
import { pytest } from './detectors/pytest';
import { pythonError } from './detectors/python-error';
import { pythonPackages } from './detectors/python-packages';
import { rspec } from './detectors/rspec';
import { rubocop } from './detectors/rubocop';
import { ruff } from './detectors/ruff';
import { runnerSystem } from './detectors/runner-system';
import { rustc } from './detectors/rustc';
import { rustfmt } from './detectors/rustfmt';
import { sbtTest } from './detectors/sbt-test';
import { scala } from './detectors/scala';
import { scalastyle } from './detectors/scalastyle';
import { shellcheck } from './detectors/shellcheck';
import { sorbet } from './detectors/sorbet';
import { sphinx } from './detectors/sphinx';
import { standard } from './detectors/standard';
import { stylelint } from './detectors/stylelint';
import { surefire } from './detectors/surefire';
import { tap } from './detectors/tap';
import { typescript } from './detectors/typescript';
import { unittest } from './detectors/unittest';
import { vitest } from './detectors/vitest';
import { xcpretty } from './detectors/xcpretty';
import { xctest } from './detectors/xctest';
import { yamllint } from './detectors/yamllint';

/** Every detector the engine asks. The order says nothing: causes are ranked by what they weigh and where they stand. */
export const detectors: readonly Detector[] = [
  antJunit,
  bandit,
  biome,
  black,
  brakeman,
  cargoTest,
  clangFormat,
  clangTidy,
  cmake,
  commonTest,
  coverage,
  crash,
  diskFull,
  docker,
  dotnetBuild,
  dotnetTest,
  eclipseCompiler,
  embeddedCompilers,
  erlang,
  eslint,
  exitCode,
  exunit,
  fileAndLine,
  flake8,
  fortran,
  gcc,
  ghc,
  git,
  gnat,
  goBuild,
  gofmt,
  golangciLint,
  googleTest,
  goTest,
  goVet,
  gradle,
  gradleTest,
  hadolint,
  hardwareLanguages,
  javac,
  jest,
  jsPackages,
  junitConsole,
  junitReport,
  linkCheck,
  linker,
  logLimit,
  make,
  makeRecipe,
  markdownlint,
  maven,
  mavenGoal,
  minitest,
  missingCommand,
  missingFile,
  missingVariable,
  mocha,
  mypy,
  network,
  nodeError,
  nodeTest,
  noTests,
  npm,
  otherPackages,
  outOfMemory,
  perlcritic,
  permission,
  php,
  phpCodeSniffer,
  phpCsFixer,
  phpstan,
  phpunit,
  playwright,
  prettier,
  psalm,
  puppetLint,
  pydocstyle,
  pylint,
  pytest,
  pythonError,
  pythonPackages,
  rspec,
  rubocop,
  ruff,
  runnerSystem,
  rustc,
  rustfmt,
  sbtTest,
  scala,
  scalastyle,
  shellcheck,
  sorbet,
  sphinx,
  standard,
  stylelint,
  surefire,
  tap,
  typescript,
  unittest,
  vitest,
  xcpretty,
  xctest,
  yamllint,
];
