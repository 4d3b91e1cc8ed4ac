import type { FixtureProject } from './fixture-project';

const makefile = 'all: till\n\ntill: till.o money.o\n\tgcc -o $@ $^\n\n%.o: %.c\n\tgcc -Wall -c -o $@ $<\n';
const brokenC =
  '#include <stdio.h>\n\nint main(void) {\n  int coins = count();\n  printf("%s\\n", coins);\n  return total\n}\n';
const linkedC = 'int count(void);\n\nint main(void) {\n  return count();\n}\n';
const goModule = 'module shop.example/till\n\ngo 1.19\n';
const goTest = [
  'package till',
  '',
  'import "testing"',
  '',
  'func TestAddsMoney(t *testing.T) {',
  '\tif got := Total(2, 2); got != 5 {',
  '\t\tt.Errorf("Total(2, 2) = %d, want 5", got)',
  '\t}',
  '}',
  '',
  'func TestCoins(t *testing.T) {',
  '\tt.Run("gold", func(t *testing.T) { t.Fatal("no gold") })',
  '\tt.Run("silver", func(t *testing.T) {})',
  '}',
  '',
].join('\n');
const goTotal = 'package till\n\nfunc Total(a, b int) int { return a + b }\n';
const cargo = '[package]\nname = "till"\nversion = "0.1.0"\nedition = "2021"\n';
const rustBroken =
  'fn main() {\n    let coins: u32 = "five";\n    println!("{}", total);\n    let _ = coins;\n}\n';
const rustTests = [
  'pub fn total(coins: &[u32]) -> u32 {',
  '    coins.iter().sum()',
  '}',
  '',
  '#[cfg(test)]',
  'mod tests {',
  '    use super::*;',
  '',
  '    #[test]',
  '    fn adds_money() {',
  '        assert_eq!(total(&[2, 2]), 5);',
  '    }',
  '',
  '    #[test]',
  '    fn opens() {}',
  '}',
  '',
].join('\n');
const javaBroken = 'class Till {\n  int total() {\n    String coins = 5;\n    return totl;\n  }\n}\n';

export const compiledProjects: readonly FixtureProject[] = [
  {
    name: 'gcc-make',
    files: { Makefile: makefile, 'till.c': brokenC, 'money.c': 'int count(void) { return 1; }\n' },
    argv: ['make'],
    command: 'make',
  },
  {
    name: 'gcc-undefined-reference',
    files: { Makefile: makefile, 'till.c': linkedC, 'money.c': 'int money;\n' },
    argv: ['make'],
    command: 'make',
  },
  {
    name: 'clang',
    files: { 'till.c': brokenC },
    argv: ['clang', '-c', 'till.c'],
    command: 'clang -c till.c',
  },
  {
    name: 'cmake-missing-package',
    files: {
      'CMakeLists.txt':
        'cmake_minimum_required(VERSION 3.10)\nproject(till C)\nfind_package(CoinsThatNobodyHas REQUIRED)\n',
    },
    argv: ['cmake', '.'],
    command: 'cmake .',
  },
  {
    name: 'linker-missing-library',
    files: { 'till.c': linkedC },
    argv: ['gcc', 'till.c', '-lcoinsthatnobodyhas'],
    command: 'gcc till.c -lcoinsthatnobodyhas',
  },
  {
    name: 'gcc-missing-header',
    files: { 'till.c': '#include "coins/euro.h"\n\nint main(void) { return 0; }\n' },
    argv: ['gcc', '-c', 'till.c'],
    command: 'gcc -c till.c',
  },
  {
    name: 'gcc-werror',
    files: { 'till.c': 'int main(void) {\n  int coins;\n  return 0;\n}\n' },
    argv: ['gcc', '-Wall', '-Werror', '-c', 'till.c'],
    command: 'gcc -Wall -Werror -c till.c',
  },
  {
    name: 'cargo-short',
    files: { 'Cargo.toml': cargo, 'src/main.rs': rustBroken },
    argv: ['cargo', 'build', '--offline', '--message-format', 'short'],
    command: 'cargo build --offline --message-format short',
  },
  {
    name: 'erlc',
    files: { 'till.erl': '-module(till).\n-export([add/1]).\nadd(Coin) -> Total + 1.\n' },
    argv: ['erlc', 'till.erl'],
    command: 'erlc till.erl',
  },
  {
    name: 'go-build',
    files: {
      'go.mod': goModule,
      'till.go': 'package main\n\nimport "os"\n\nfunc main() {\n\tcoins := total()\n}\n',
    },
    argv: ['go', 'build', './...'],
    command: 'go build ./...',
  },
  {
    name: 'go-vet',
    files: {
      'go.mod': goModule,
      'till.go': 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Printf("%d coins\\n", "five")\n}\n',
    },
    argv: ['go', 'vet', './...'],
    command: 'go vet ./...',
  },
  {
    name: 'go-test',
    files: { 'go.mod': goModule, 'total.go': goTotal, 'total_test.go': goTest },
    argv: ['go', 'test', './...'],
    command: 'go test ./...',
  },
  {
    name: 'go-test-json',
    files: { 'go.mod': goModule, 'total.go': goTotal, 'total_test.go': goTest },
    argv: ['go', 'test', '-json', './...'],
    command: 'go test -json ./...',
  },
  {
    name: 'go-missing-module',
    files: {
      'go.mod': goModule,
      'till.go': 'package main\n\nimport "shop.example/coins"\n\nfunc main() { coins.Count() }\n',
    },
    argv: ['go', 'build', './...'],
    command: 'go build ./...',
  },
  {
    name: 'gofmt',
    files: { 'go.mod': goModule, 'till.go': 'package main\nfunc main() {\n  x := 1\n\t_ = x }\n' },
    argv: ['gofmt', '-d', '.'],
    command: 'test -z "$(gofmt -d . | tee /dev/stderr)"',
  },
  {
    name: 'cargo-build',
    files: { 'Cargo.toml': cargo, 'src/main.rs': rustBroken },
    argv: ['cargo', 'build', '--offline'],
    command: 'cargo build',
  },
  {
    name: 'cargo-test',
    files: { 'Cargo.toml': cargo, 'src/lib.rs': rustTests },
    argv: ['cargo', 'test', '--offline'],
    command: 'cargo test',
  },
  {
    name: 'cargo-fmt',
    files: { 'Cargo.toml': cargo, 'src/lib.rs': 'pub fn total( ) -> u32 { 1 }\n' },
    argv: ['cargo', 'fmt', '--check'],
    command: 'cargo fmt --check',
  },
  {
    name: 'clippy',
    files: {
      'Cargo.toml': cargo,
      'src/lib.rs': 'pub fn is_open(coins: &Vec<u32>) -> bool {\n    return coins.len() == 0;\n}\n',
    },
    argv: ['cargo', 'clippy', '--offline', '--', '-D', 'warnings'],
    command: 'cargo clippy -- -D warnings',
  },
  {
    name: 'javac',
    files: { 'src/Till.java': javaBroken },
    argv: ['javac', '-d', 'out', 'src/Till.java'],
    command: 'javac -d out src/Till.java',
  },
  {
    name: 'maven-offline',
    files: {
      'pom.xml':
        '<project><modelVersion>4.0.0</modelVersion><groupId>shop.example</groupId><artifactId>till</artifactId><version>1</version><dependencies><dependency><groupId>shop.example</groupId><artifactId>coins</artifactId><version>2.0</version></dependency></dependencies></project>\n',
    },
    argv: ['mvn', '-B', '-o', 'dependency:tree'],
    command: 'mvn -B verify',
  },
];
