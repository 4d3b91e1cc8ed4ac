import type { Detector } from './detector';
import { bandit } from './detectors/bandit';
import { biome } from './detectors/biome';
import { black } from './detectors/black';
import { brakeman } from './detectors/brakeman';
import { clangFormat } from './detectors/clang-format';
import { clangTidy } from './detectors/clang-tidy';
import { codenarc } from './detectors/codenarc';
import { commitMessage } from './detectors/commit-message';
import { credo } from './detectors/credo';
import { dartAnalyze } from './detectors/dart-analyze';
import { editorconfigChecker } from './detectors/editorconfig-checker';
import { elmReview } from './detectors/elm-review';
import { eslint } from './detectors/eslint';
import { fileAndLine } from './detectors/file-and-line';
import { flake8 } from './detectors/flake8';
import { goVet } from './detectors/go-vet';
import { gofmt } from './detectors/gofmt';
import { golangciLint } from './detectors/golangci-lint';
import { hadolint } from './detectors/hadolint';
import { infrastructureScanners } from './detectors/infrastructure-scanners';
import { lintTap } from './detectors/lint-tap';
import { markdownlint } from './detectors/markdownlint';
import { perlcritic } from './detectors/perlcritic';
import { phpCodeSniffer } from './detectors/php-code-sniffer';
import { phpCsFixer } from './detectors/php-cs-fixer';
import { phpstan } from './detectors/phpstan';
import { prettier } from './detectors/prettier';
import { psalm } from './detectors/psalm';
import { puppetLint } from './detectors/puppet-lint';
import { pydocstyle } from './detectors/pydocstyle';
import { pylint } from './detectors/pylint';
import { rubocop } from './detectors/rubocop';
import { ruff } from './detectors/ruff';
import { scalastyle } from './detectors/scalastyle';
import { semgrep } from './detectors/semgrep';
import { shellcheck } from './detectors/shellcheck';
import { sphinx } from './detectors/sphinx';
import { standard } from './detectors/standard';
import { stylelint } from './detectors/stylelint';
import { unformattedFiles } from './detectors/unformatted-files';
import { yamllint } from './detectors/yamllint';

/** The detectors of linters and formatters. */
export const linters: readonly Detector[] = [
  bandit,
  biome,
  black,
  brakeman,
  clangFormat,
  clangTidy,
  codenarc,
  commitMessage,
  credo,
  dartAnalyze,
  editorconfigChecker,
  elmReview,
  eslint,
  fileAndLine,
  flake8,
  goVet,
  gofmt,
  golangciLint,
  hadolint,
  infrastructureScanners,
  lintTap,
  markdownlint,
  perlcritic,
  phpCodeSniffer,
  phpCsFixer,
  phpstan,
  prettier,
  psalm,
  puppetLint,
  pydocstyle,
  pylint,
  rubocop,
  ruff,
  scalastyle,
  semgrep,
  shellcheck,
  sphinx,
  standard,
  stylelint,
  unformattedFiles,
  yamllint,
];
