import { compilerDetector } from '../causes/compiler-detector';

/** Build tools that refuse their own files: Bazel, Buck, Meson, SCons, GN. */
export const buildFiles = compilerDetector({
  id: 'build-files',
  keywords: ['BUILD', 'WORKSPACE', 'MODULE.bazel', '.bzl', 'meson.build', 'meson_options.txt', 'BUCK', '.gn'],
  forms: [
    {
      // Bazel: ERROR: /till/BUILD:12:10: message. That a command of a target's failed is only an echo.
      pattern:
        /^(?:\(\d\d:\d\d:\d\d\) )?(?<severity>ERROR|WARNING): (?<file>[^\s:][^:]{0,300}(?:\/|^)?(?:BUILD(?:\.bazel)?|WORKSPACE(?:\.bazel)?|MODULE\.bazel|BUCK|[\w.-]{1,80}\.bzl)):(?<line>\d{1,7})(?::(?<column>\d{1,5}))?: (?<message>(?!.{0,400}failed: \(Exit \d{1,3}\)).{1,600})$/,
      keywords: ['ERROR: ', 'WARNING: '],
    },
    {
      pattern:
        /^(?<file>(?:[^\s:]{1,300}\/)?meson(?:\.build|_options\.txt|\.options)):(?<line>\d{1,7})(?::(?<column>\d{1,5}))?: (?<severity>ERROR|WARNING): (?<message>\S.*)$/,
      keywords: ['meson.build:', 'meson_options.txt:', 'meson.options:'],
    },
    {
      // GN: ERROR at //till/BUILD.gn:12:5: message
      pattern: /^ERROR at (?<file>\/\/[^\s:]{1,300}):(?<line>\d{1,7}):(?<column>\d{1,5}): (?<message>\S.*)$/,
      keywords: ['ERROR at //'],
      complete: (_row, view, _index, { file = '' }) => ({ file: view.path(file.slice(2)) }),
    },
  ],
  name: { tool: 'build', label: 'The build tool', category: 'build' },
  weight: 0.92,
  examples: [
    {
      log: "ERROR: /builds/shop/till/src/BUILD:12:10: no such target '//coins:euro': target 'euro' not declared in package",
      category: 'build',
      findings: ['src/BUILD:12'],
    },
    {
      log: 'meson.build:12:0: ERROR: Dependency "coins" not found, tried pkgconfig and cmake',
      category: 'build',
      findings: ['meson.build:12'],
    },
    {
      log: 'ERROR at //src/BUILD.gn:12:5: Unknown function.',
      category: 'build',
      findings: ['src/BUILD.gn:12'],
    },
  ],
  lookAlikes: [
    'ERROR: /builds/shop/till/src/BUILD:12:10: Compiling src/till.cc failed: (Exit 1): gcc failed: error executing command',
    'the BUILD: failed',
  ],
});
