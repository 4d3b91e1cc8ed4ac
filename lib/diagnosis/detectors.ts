import type { Detector } from './detector';
import { dependencyTools } from './dependency-tools';
import { archive } from './detectors/archive';
import { commandOptions } from './detectors/command-options';
import { dataSyntax } from './detectors/data-syntax';
import { download } from './detectors/download';
import { perlError } from './detectors/perl-error';
import { powershellError } from './detectors/powershell-error';
import { qualityGate } from './detectors/quality-gate';
import { rubyError } from './detectors/ruby-error';
import { browserMissing } from './detectors/browser-missing';
import { htmlhint } from './detectors/htmlhint';
import { javaException } from './detectors/java-exception';
import { programPanic } from './detectors/program-panic';
import { smallTools } from './detectors/small-tools';
import { workingTreeDiff } from './detectors/working-tree-diff';
import { brokenScript } from './detectors/broken-script';
import { buildFiles } from './detectors/build-files';
import { certificate } from './detectors/certificate';
import { cloudCredentials } from './detectors/cloud-credentials';
import { cmake } from './detectors/cmake';
import { coverage } from './detectors/coverage';
import { crash } from './detectors/crash';
import { database } from './detectors/database';
import { diskFull } from './detectors/disk-full';
import { documentationBuilders } from './detectors/documentation-builders';
import { dotnetBuild } from './detectors/dotnet-build';
import { eclipseCompiler } from './detectors/eclipse-compiler';
import { emacsError } from './detectors/emacs-error';
import { embeddedCompilers } from './detectors/embedded-compilers';
import { erlang } from './detectors/erlang';
import { ert } from './detectors/ert';
import { esbuild } from './detectors/esbuild';
import { exitCode } from './detectors/exit-code';
import { flow } from './detectors/flow';
import { fortran } from './detectors/fortran';
import { gcc } from './detectors/gcc';
import { generatedFiles } from './detectors/generated-files';
import { ghc } from './detectors/ghc';
import { gnat } from './detectors/gnat';
import { goBuild } from './detectors/go-build';
import { hardwareLanguages } from './detectors/hardware-languages';
import { javac } from './detectors/javac';
import { javascriptParsers } from './detectors/javascript-parsers';
import { latex } from './detectors/latex';
import { linkCheck } from './detectors/link-check';
import { linker } from './detectors/linker';
import { logLimit } from './detectors/log-limit';
import { make } from './detectors/make';
import { makeRecipe } from './detectors/make-recipe';
import { mavenAnalysers } from './detectors/maven-analysers';
import { memoryCheckers } from './detectors/memory-checkers';
import { missingCommand } from './detectors/missing-command';
import { missingFile } from './detectors/missing-file';
import { missingVariable } from './detectors/missing-variable';
import { mypy } from './detectors/mypy';
import { network } from './detectors/network';
import { noTests } from './detectors/no-tests';
import { nodeError } from './detectors/node-error';
import { ocaml } from './detectors/ocaml';
import { otherLanguages } from './detectors/other-languages';
import { outOfMemory } from './detectors/out-of-memory';
import { permission } from './detectors/permission';
import { php } from './detectors/php';
import { pythonError } from './detectors/python-error';
import { rCheck } from './detectors/r-check';
import { rError } from './detectors/r-error';
import { reportInLog } from './detectors/report-in-log';
import { runtimeVersion } from './detectors/runtime-version';
import { rustc } from './detectors/rustc';
import { rustfmt } from './detectors/rustfmt';
import { scala } from './detectors/scala';
import { schemaCompilers } from './detectors/schema-compilers';
import { sharedLibrary } from './detectors/shared-library';
import { sorbet } from './detectors/sorbet';
import { stalled } from './detectors/stalled';
import { stylesheets } from './detectors/stylesheets';
import { systemLimit } from './detectors/system-limit';
import { typescript } from './detectors/typescript';
import { vader } from './detectors/vader';
import { vite } from './detectors/vite';
import { webpack } from './detectors/webpack';
import { linters } from './linters';
import { testFrameworks } from './test-frameworks';

/** Every detector the engine asks. The order says nothing: causes are ranked by what they weigh and where they stand. */
export const detectors: readonly Detector[] = [
  buildFiles,
  archive,
  smallTools,
  workingTreeDiff,
  javaException,
  programPanic,
  browserMissing,
  htmlhint,
  commandOptions,
  dataSyntax,
  download,
  perlError,
  powershellError,
  qualityGate,
  rubyError,
  mavenAnalysers,
  brokenScript,
  certificate,
  cloudCredentials,
  database,
  emacsError,
  ert,
  generatedFiles,
  reportInLog,
  runtimeVersion,
  schemaCompilers,
  otherLanguages,
  ocaml,
  memoryCheckers,
  documentationBuilders,
  sharedLibrary,
  stalled,
  systemLimit,
  webpack,
  vite,
  stylesheets,
  javascriptParsers,
  flow,
  esbuild,
  cmake,
  coverage,
  crash,
  diskFull,
  dotnetBuild,
  eclipseCompiler,
  latex,
  rCheck,
  rError,
  scala,
  embeddedCompilers,
  erlang,
  exitCode,
  fortran,
  gcc,
  ghc,
  gnat,
  goBuild,
  hardwareLanguages,
  javac,
  linkCheck,
  linker,
  logLimit,
  make,
  makeRecipe,
  missingCommand,
  missingFile,
  missingVariable,
  mypy,
  network,
  nodeError,
  noTests,
  outOfMemory,
  permission,
  php,
  pythonError,
  rustc,
  rustfmt,
  sorbet,
  typescript,
  vader,
  ...dependencyTools,
  ...linters,
  ...testFrameworks,
];
