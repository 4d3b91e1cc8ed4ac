import type { Detector } from './detector';
import { antJunit } from './detectors/ant-junit';
import { ava } from './detectors/ava';
import { bats } from './detectors/bats';
import { boostTest } from './detectors/boost-test';
import { buildTests } from './detectors/build-tests';
import { busted } from './detectors/busted';
import { cargoTest } from './detectors/cargo-test';
import { catch2 } from './detectors/catch2';
import { clojureTest } from './detectors/clojure-test';
import { codeception } from './detectors/codeception';
import { commonTest } from './detectors/common-test';
import { ctest } from './detectors/ctest';
import { cucumber } from './detectors/cucumber';
import { dartTest } from './detectors/dart-test';
import { doctestCpp } from './detectors/doctest-cpp';
import { dotnetTest } from './detectors/dotnet-test';
import { eunit } from './detectors/eunit';
import { exunit } from './detectors/exunit';
import { ginkgo } from './detectors/ginkgo';
import { goTest } from './detectors/go-test';
import { gocheck } from './detectors/gocheck';
import { googleTest } from './detectors/google-test';
import { gradleTest } from './detectors/gradle-test';
import { gradleTestLogger } from './detectors/gradle-test-logger';
import { hspec } from './detectors/hspec';
import { jasmine } from './detectors/jasmine';
import { jest } from './detectors/jest';
import { juliaTest } from './detectors/julia-test';
import { junitConsole } from './detectors/junit-console';
import { junitReport } from './detectors/junit-report';
import { karma } from './detectors/karma';
import { karmaError } from './detectors/karma-error';
import { minitest } from './detectors/minitest';
import { mocha } from './detectors/mocha';
import { nodeTest } from './detectors/node-test';
import { nunitConsole } from './detectors/nunit-console';
import { pest } from './detectors/pest';
import { pester } from './detectors/pester';
import { phpunit } from './detectors/phpunit';
import { phpunitTestdox } from './detectors/phpunit-testdox';
import { playwright } from './detectors/playwright';
import { pytest } from './detectors/pytest';
import { qunit } from './detectors/qunit';
import { robot } from './detectors/robot';
import { rspec } from './detectors/rspec';
import { sbtTest } from './detectors/sbt-test';
import { surefire } from './detectors/surefire';
import { swiftTesting } from './detectors/swift-testing';
import { tap } from './detectors/tap';
import { testUnit } from './detectors/test-unit';
import { testng } from './detectors/testng';
import { testthat } from './detectors/testthat';
import { unittest } from './detectors/unittest';
import { unity } from './detectors/unity';
import { vitest } from './detectors/vitest';
import { xcpretty } from './detectors/xcpretty';
import { xctest } from './detectors/xctest';

/** Every detector of failed tests. */
export const testFrameworks: readonly Detector[] = [
  antJunit,
  ava,
  bats,
  boostTest,
  buildTests,
  busted,
  cargoTest,
  catch2,
  clojureTest,
  codeception,
  commonTest,
  ctest,
  cucumber,
  dartTest,
  doctestCpp,
  dotnetTest,
  eunit,
  exunit,
  ginkgo,
  goTest,
  gocheck,
  googleTest,
  gradleTest,
  gradleTestLogger,
  hspec,
  jasmine,
  jest,
  juliaTest,
  junitConsole,
  junitReport,
  karma,
  karmaError,
  minitest,
  mocha,
  nodeTest,
  nunitConsole,
  pest,
  pester,
  phpunit,
  phpunitTestdox,
  playwright,
  pytest,
  qunit,
  robot,
  rspec,
  sbtTest,
  surefire,
  swiftTesting,
  tap,
  testUnit,
  testng,
  testthat,
  unittest,
  unity,
  vitest,
  xcpretty,
  xctest,
];
