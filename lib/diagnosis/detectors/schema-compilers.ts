import { compilerDetector, lead } from '../causes/compiler-detector';

/** Compilers of interface descriptions: protoc, buf, Thrift, FlatBuffers, Cap'n Proto, GraphQL code generators. */
export const schemaCompilers = compilerDetector({
  id: 'schema-compilers',
  keywords: ['.proto', '.thrift', '.fbs', '.capnp', '.graphql', '.avdl'],
  forms: [
    {
      // protoc and buf: till.proto:12:5: message; imports that are not found have no place.
      pattern: new RegExp(
        String.raw`^${lead}(?:Failure: )?(?<file>[^\s:"'()<>|][^:"'()<>|]{0,300}\.(?:proto|fbs|capnp)):(?:(?<line>\d{1,7}):(?:(?<column>\d{1,5})(?:-\d{1,5})?:)?)? (?:(?<severity>error|warning): )?(?<message>\S.*)$`,
      ),
      keywords: ['.proto:', '.fbs:', '.capnp:'],
      complete: (row) =>
        row.line === null && !/^(?:File not found|Import |does not|No such)/.test(row.message)
          ? null
          : { severity: row.severity === 'warning' || /^warning:/i.test(row.message) ? 'warning' : 'error' },
    },
    {
      // Thrift: [ERROR:/till/till.thrift:12] (last token was 'total') / message
      pattern:
        /^\[(?<severity>ERROR|WARNING|FAILURE):(?<file>[^:[\]]{1,300}\.thrift):(?<line>\d{1,7})\] (?<message>.*)$/,
      keywords: ['.thrift:'],
      complete: (row, view, index) =>
        row.message.startsWith('(last token') ? { message: view.text(index + 1).trim() || row.message } : {},
    },
    {
      // FlatBuffers: error: /till/till.fbs:12: 5: error: message
      pattern:
        /^\s{0,4}error: (?<file>[^\s:]{1,300}\.fbs):(?<line>\d{1,7}): (?<column>\d{1,5}): (?<severity>error|warning): (?<message>.*)$/,
      keywords: ['.fbs:'],
    },
  ],
  name: { tool: 'protoc', label: 'The schema compiler', category: 'build' },
  weight: 0.9,
  examples: [
    {
      log: 'proto/till.proto:12:5: "Coin" is not defined.\nproto/till.proto: File not found.',
      category: 'build',
      findings: ['proto/till.proto:12', 'proto/till.proto'],
    },
    {
      log: "[ERROR:/builds/shop/till/till.thrift:12] (last token was 'total')\nsyntax error",
      category: 'build',
      findings: ['till.thrift:12'],
    },
  ],
  lookAlikes: ['proto/till.proto: generated', 'till.thrift is fine'],
});
