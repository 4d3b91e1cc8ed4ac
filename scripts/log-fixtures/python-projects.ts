import type { FixtureProject } from './fixture-project';

const till = 'import os\n\n\ndef total(coins):\n    return sum(coin.value for coin in coins) + tax\n';
const typed =
  'def total(coins: list[int]) -> int:\n    return "none" if not coins else sum(coins)\n\n\ntotal("five")\n';
const pytestFile = [
  'import pytest',
  '',
  '',
  'def total(coins):',
  '    return sum(coins)',
  '',
  '',
  'def test_adds_money():',
  '    assert total([2, 2]) == 5',
  '',
  '',
  '@pytest.mark.parametrize("coins", [[1], [2, 3]])',
  'def test_is_odd(coins):',
  '    assert total(coins) % 2 == 1',
  '',
  '',
  'class TestTill:',
  '    def test_opens(self):',
  '        raise KeyError("drawer")',
  '',
  '    def test_closes(self):',
  '        pass',
  '',
].join('\n');
const unittestFile = [
  'import unittest',
  '',
  '',
  'class TillTest(unittest.TestCase):',
  '    def test_adds_money(self):',
  '        self.assertEqual(2 + 2, 5)',
  '',
  '    def test_opens(self):',
  '        raise KeyError("drawer")',
  '',
  '    def test_closes(self):',
  '        self.assertTrue(True)',
  '',
].join('\n');

export const pythonProjects: readonly FixtureProject[] = [
  {
    name: 'pytest',
    files: { 'tests/test_till.py': pytestFile },
    argv: ['python3', '-m', 'pytest'],
    command: 'pytest',
  },
  {
    name: 'pytest-short',
    files: { 'tests/test_till.py': pytestFile },
    argv: ['python3', '-m', 'pytest', '-q', '--tb=short'],
    command: 'pytest -q --tb=short',
  },
  {
    name: 'pytest-cannot-collect',
    files: { 'tests/test_till.py': 'import coins_that_nobody_has\n\n\ndef test_opens():\n    pass\n' },
    argv: ['python3', '-m', 'pytest'],
    command: 'pytest',
  },
  {
    name: 'unittest',
    files: { 'test_till.py': unittestFile },
    argv: ['python3', '-m', 'unittest'],
    command: 'python -m unittest',
  },
  {
    name: 'flake8',
    files: { 'till.py': till },
    argv: ['flake8', 'till.py'],
    command: 'flake8',
  },
  {
    name: 'mypy',
    files: { 'till.py': typed },
    argv: ['mypy', 'till.py'],
    command: 'mypy till.py',
  },
  {
    name: 'pylint',
    files: { 'till.py': till },
    argv: ['pylint', 'till.py'],
    command: 'pylint till.py',
  },
  {
    name: 'black-check',
    files: { 'till.py': 'x = {  "a":1 }\n', 'money.py': 'y = 1\n' },
    argv: ['black', '--check', '.'],
    command: 'black --check .',
  },
  {
    name: 'python-traceback',
    files: { 'till.py': 'def total(coins):\n    return sum(coins) / len(coins)\n\n\nprint(total([]))\n' },
    argv: ['python3', 'till.py'],
    command: 'python till.py',
  },
  {
    name: 'python-missing-module',
    files: { 'till.py': 'import coins_that_nobody_has\n' },
    argv: ['python3', 'till.py'],
    command: 'python till.py',
  },
  {
    name: 'yamllint',
    files: { 'till.yml': 'coins:\n    - one\n  - two\n', 'money.yml': 'a: yes\n' },
    argv: ['yamllint', 'money.yml', 'till.yml'],
    command: 'yamllint .',
  },
];
