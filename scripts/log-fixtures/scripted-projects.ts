import type { FixtureProject } from './fixture-project';

const spec = [
  'RSpec.describe "till" do',
  '  it "adds money" do',
  '    expect(2 + 2).to eq(5)',
  '  end',
  '',
  '  context "when it is closed" do',
  '    it "opens" do',
  '      raise KeyError, "drawer"',
  '    end',
  '  end',
  '',
  '  it "closes" do',
  '  end',
  'end',
  '',
].join('\n');
const minitest = [
  'require "minitest/autorun"',
  '',
  'class TillTest < Minitest::Test',
  '  def test_adds_money',
  '    assert_equal 5, 2 + 2',
  '  end',
  '',
  '  def test_opens',
  '    raise KeyError, "drawer"',
  '  end',
  'end',
  '',
].join('\n');
const phpunit = [
  '<?php',
  '',
  'use PHPUnit\\Framework\\TestCase;',
  '',
  'final class TillTest extends TestCase',
  '{',
  '    public function testAddsMoney(): void',
  '    {',
  '        $this->assertSame(5, 2 + 2);',
  '    }',
  '',
  '    public function testOpens(): void',
  '    {',
  '        throw new RuntimeException("drawer");',
  '    }',
  '}',
  '',
].join('\n');

export const scriptedProjects: readonly FixtureProject[] = [
  {
    name: 'rspec',
    files: { 'spec/till_spec.rb': spec },
    argv: ['rspec', '--seed', '1'],
    command: 'bundle exec rspec',
  },
  {
    name: 'minitest',
    files: { 'test/till_test.rb': minitest },
    argv: ['ruby', 'test/till_test.rb', '--seed', '1'],
    command: 'ruby test/till_test.rb',
  },
  {
    name: 'rubocop',
    files: {
      '.rubocop.yml': 'AllCops:\n  NewCops: enable\n',
      'till.rb': 'def total( coins )\n  x = 1\n  coins.sum\nend\n',
    },
    argv: ['rubocop', '--cache', 'false'],
    command: 'bundle exec rubocop',
  },
  {
    name: 'ruby-syntax',
    files: { 'till.rb': 'def total(coins)\n  coins.sum\n' },
    argv: ['ruby', '-c', 'till.rb'],
    command: 'ruby -c till.rb',
  },
  {
    name: 'php-lint',
    files: { 'src/Till.php': '<?php\n\nfunction total(array $coins) {\n    return array_sum($coins)\n}\n' },
    argv: ['php', '-l', 'src/Till.php'],
    command: 'php -l src/Till.php',
  },
  {
    name: 'phpunit',
    files: { 'tests/TillTest.php': phpunit },
    argv: ['phpunit', 'tests'],
    command: 'vendor/bin/phpunit tests',
  },
  {
    name: 'phpcs',
    files: { 'src/till.php': '<?php\nfunction total( $coins ) {\n  return array_sum($coins);\n}\n' },
    argv: ['phpcs', '--standard=PSR12', 'src'],
    command: 'vendor/bin/phpcs',
  },
  {
    name: 'shellcheck',
    files: { 'till.sh': '#!/bin/sh\ncoins=$1\nif [ $coins == 5 ]; then\n  cd $coins\nfi\n' },
    argv: ['shellcheck', 'till.sh'],
    command: 'shellcheck till.sh',
  },
  {
    name: 'shellcheck-gcc',
    files: { 'till.sh': '#!/bin/sh\ncoins=$1\nif [ $coins == 5 ]; then\n  cd $coins\nfi\n' },
    argv: ['shellcheck', '-f', 'gcc', 'till.sh'],
    command: 'shellcheck -f gcc till.sh',
  },
  {
    name: 'luacheck',
    files: { 'till.lua': 'local coins = 1\nfunction total()\n  return sum\nend\n' },
    argv: ['luacheck', 'till.lua'],
    command: 'luacheck .',
  },
  {
    name: 'exunit',
    files: {
      'mix.exs':
        'defmodule Till.MixProject do\n  use Mix.Project\n\n  def project do\n    [app: :till, version: "0.1.0", deps: []]\n  end\nend\n',
      'test/test_helper.exs': 'ExUnit.start(seed: 0)\n',
      'test/till_test.exs':
        'defmodule TillTest do\n  use ExUnit.Case\n\n  test "adds money" do\n    assert 2 + 2 == 5\n  end\n\n  test "closes" do\n    assert true\n  end\nend\n',
    },
    argv: ['mix', 'test'],
    command: 'mix test',
  },
  {
    name: 'perl-prove',
    files: {
      't/till.t':
        'use strict;\nuse warnings;\nuse Test::More tests => 2;\n\nis(2 + 2, 5, "adds money");\nok(1, "closes");\n',
    },
    argv: ['prove', '-v', 't'],
    command: 'prove -v t',
  },
  {
    name: 'git-merge-conflict',
    files: { 'run.sh': 'git merge --no-edit feature\n', 'coins.txt': 'one\n' },
    prepare: [
      ['git', 'init', '-q', '-b', 'main'],
      ['git', 'add', '.'],
      ['git', 'commit', '-q', '-m', 'one'],
      ['git', 'checkout', '-q', '-b', 'feature'],
      ['bash', '-c', 'echo two > coins.txt && git commit -qam two'],
      ['git', 'checkout', '-q', 'main'],
      ['bash', '-c', 'echo three > coins.txt && git commit -qam three'],
    ],
    argv: ['bash', 'run.sh'],
    command: 'git merge --no-edit feature',
  },
  {
    name: 'git-unknown-repository',
    files: { 'run.sh': 'git clone /srv/git/coins-that-nobody-has.git\n' },
    argv: ['bash', 'run.sh'],
    command: 'git clone /srv/git/coins-that-nobody-has.git',
  },
  {
    name: 'out-of-space-in-words',
    files: { 'run.sh': 'head -c 1000000 /dev/zero > /dev/full\n' },
    argv: ['bash', 'run.sh'],
    command: 'head -c 1000000 /dev/zero > /var/lib/till/coins',
  },
];
