import type { Detector } from './detector';
import { antJunit } from './detectors/ant-junit';
import { ava } from './detectors/ava';
import { bats } from './detectors/bats';
import { boostTest } from './detectors/boost-test';
import { busted } from './detectors/busted';
import { cargoTest } from './detectors/cargo-test';
import { catch2 } from './detectors/catch2';
import { clojureTest } from './detectors/clojure-test';
import { cmake } from './detectors/cmake';
import { commonTest } from './detectors/common-test';
import { coverage } from './detectors/coverage';
import { crash } from './detectors/crash';
import { ctest } from './detectors/ctest';
import { cucumber } from './detectors/cucumber';
import { dartTest } from './detectors/dart-test';
import { diskFull } from './detectors/disk-full';
import { docker } from './detectors/docker';
import { doctestCpp } from './detectors/doctest-cpp';
import { documentationBuilders } from './detectors/documentation-builders';
import { dotnetBuild } from './detectors/dotnet-build';
import { dotnetTest } from './detectors/dotnet-test';
import { eclipseCompiler } from './detectors/eclipse-compiler';
import { embeddedCompilers } from './detectors/embedded-compilers';
import { erlang } from './detectors/erlang';
import { esbuild } from './detectors/esbuild';
import { eunit } from './detectors/eunit';
import { exitCode } from './detectors/exit-code';
import { exunit } from './detectors/exunit';
import { flow } from './detectors/flow';
import { fortran } from './detectors/fortran';
import { gcc } from './detectors/gcc';
import { ghc } from './detectors/ghc';
import { ginkgo } from './detectors/ginkgo';
import { git } from './detectors/git';
import { gnat } from './detectors/gnat';
import { goBuild } from './detectors/go-build';
import { goTest } from './detectors/go-test';
import { gocheck } from './detectors/gocheck';
import { googleTest } from './detectors/google-test';
import { gradle } from './detectors/gradle';
import { gradleTest } from './detectors/gradle-test';
import { hardwareLanguages } from './detectors/hardware-languages';
import { hspec } from './detectors/hspec';
import { jasmine } from './detectors/jasmine';
import { javac } from './detectors/javac';
import { javascriptParsers } from './detectors/javascript-parsers';
import { jest } from './detectors/jest';
import { jsPackages } from './detectors/js-packages';
import { juliaTest } from './detectors/julia-test';
import { junitConsole } from './detectors/junit-console';
import { junitReport } from './detectors/junit-report';
import { karma } from './detectors/karma';
import { karmaError } from './detectors/karma-error';
import { latex } from './detectors/latex';
import { linkCheck } from './detectors/link-check';
import { linker } from './detectors/linker';
import { logLimit } from './detectors/log-limit';
import { make } from './detectors/make';
import { makeRecipe } from './detectors/make-recipe';
import { maven } from './detectors/maven';
import { mavenGoal } from './detectors/maven-goal';
import { memoryCheckers } from './detectors/memory-checkers';
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
import { nunitConsole } from './detectors/nunit-console';
import { ocaml } from './detectors/ocaml';
import { otherLanguages } from './detectors/other-languages';
import { otherPackages } from './detectors/other-packages';
import { outOfMemory } from './detectors/out-of-memory';
import { permission } from './detectors/permission';
import { pest } from './detectors/pest';
import { pester } from './detectors/pester';
import { php } from './detectors/php';
import { phpunit } from './detectors/phpunit';
import { playwright } from './detectors/playwright';
import { pytest } from './detectors/pytest';
import { pythonError } from './detectors/python-error';
import { pythonPackages } from './detectors/python-packages';
import { qunit } from './detectors/qunit';
import { rCheck } from './detectors/r-check';
import { rError } from './detectors/r-error';
import { reportInLog } from './detectors/report-in-log';
import { robot } from './detectors/robot';
import { rspec } from './detectors/rspec';
import { runnerSystem } from './detectors/runner-system';
import { rustc } from './detectors/rustc';
import { rustfmt } from './detectors/rustfmt';
import { sbtTest } from './detectors/sbt-test';
import { scala } from './detectors/scala';
import { schemaCompilers } from './detectors/schema-compilers';
import { sorbet } from './detectors/sorbet';
import { stylesheets } from './detectors/stylesheets';
import { surefire } from './detectors/surefire';
import { swiftTesting } from './detectors/swift-testing';
import { tap } from './detectors/tap';
import { testUnit } from './detectors/test-unit';
import { testthat } from './detectors/testthat';
import { typescript } from './detectors/typescript';
import { unittest } from './detectors/unittest';
import { unity } from './detectors/unity';
import { vader } from './detectors/vader';
import { vite } from './detectors/vite';
import { vitest } from './detectors/vitest';
import { webpack } from './detectors/webpack';
import { xcpretty } from './detectors/xcpretty';
import { xctest } from './detectors/xctest';
import { linters } from './linters';

/** Every detector the engine asks. The order says nothing: causes are ranked by what they weigh and where they stand. */
export const detectors: readonly Detector[] = [
  reportInLog,
  schemaCompilers,
  otherLanguages,
  ocaml,
  memoryCheckers,
  documentationBuilders,
  webpack,
  vite,
  stylesheets,
  javascriptParsers,
  flow,
  esbuild,
  antJunit,
  cargoTest,
  cmake,
  ava,
  bats,
  boostTest,
  busted,
  catch2,
  clojureTest,
  commonTest,
  coverage,
  crash,
  ctest,
  cucumber,
  dartTest,
  diskFull,
  docker,
  doctestCpp,
  dotnetBuild,
  dotnetTest,
  eclipseCompiler,
  eunit,
  ginkgo,
  gocheck,
  hspec,
  jasmine,
  juliaTest,
  karma,
  karmaError,
  nunitConsole,
  pest,
  pester,
  robot,
  latex,
  rCheck,
  rError,
  scala,
  embeddedCompilers,
  erlang,
  exitCode,
  exunit,
  fortran,
  gcc,
  ghc,
  git,
  gnat,
  goBuild,
  googleTest,
  goTest,
  gradle,
  gradleTest,
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
  permission,
  php,
  phpunit,
  playwright,
  pytest,
  pythonError,
  pythonPackages,
  qunit,
  rspec,
  runnerSystem,
  rustc,
  rustfmt,
  sbtTest,
  sorbet,
  surefire,
  swiftTesting,
  tap,
  testUnit,
  testthat,
  typescript,
  unittest,
  unity,
  vader,
  vitest,
  xcpretty,
  xctest,
  ...linters,
];
