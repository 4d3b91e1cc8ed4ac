import { compilerDetector, lead, saidBelow } from '../causes/compiler-detector';

const hdl = String.raw`(?<file>(?:[A-Za-z]:(?=[\\/]))?[^\s:"'()<>|[\],*][^:"'()<>|[\],*]{0,300}\.(?:s?vh?|svi|svp|vp|vhdl?|vho|vlib|xdc|sdc|tcl|psl|e))`;

/** Compilers and simulators of hardware: Verilator, Icarus, Questa, GHDL, NVC, Xcelium, VCS, Vivado, Quartus, Yosys. */
export const hardwareLanguages = compilerDetector({
  id: 'hardware-languages',
  keywords: ['.v', '.sv', '.vh', '.xdc', '.sdc', '.tcl', '.svi', 'Line: '],
  forms: [
    {
      // Verilator: %Error-WIDTH: till.v:12:5: message
      pattern: new RegExp(
        String.raw`^${lead}%(?<severity>Error|Warning)(?:-(?<code>\w{1,40}))?: ${hdl}:(?<line>\d{1,7})(?::(?<column>\d{1,5}))?: (?<message>.*)$`,
      ),
      keywords: ['%Error', '%Warning'],
    },
    {
      // Icarus, Yosys, GHDL and Slang: till.v:12: error: message, till.vhd:12:5:error: message, till.v:12: syntax error
      pattern: new RegExp(
        String.raw`^${lead}${hdl}:(?<line>\d{1,7})(?::(?<column>\d{1,5}))?: ?(?:(?<severity>error|warning|ERROR|Warning|note)(?: ?\[[\w.-]{1,60}\])?: ?)?(?<message>\S.*)$`,
      ),
      keywords: ['.v:', '.sv:', '.vh:', '.svh:', '.vhd:', '.vhdl:'],
      complete: (row, _view, _index, { severity, column }) =>
        severity === 'note' ||
        (severity === undefined &&
          column === undefined &&
          !/syntax error|[Ii] give up|sorry|unknown|not /.test(row.message))
          ? null
          : {},
    },
    {
      // Questa and ModelSim: ** Error: (vlog-13069) till.sv(12): message, ** Error (suppressible): till.sv(12): message
      pattern: new RegExp(
        String.raw`^(?:# )?\*\* (?<severity>Fatal|Error|Warning|Note|Failure)(?: ?\((?:suppressible|downgraded)\))?: (?:\((?<code>v\w{2,8}-\d{1,6})\) )?(?:\*\* while parsing .{1,300} )?${hdl}\((?<line>\d{1,7})(?:\.(?<column>\d{1,5}))?\): (?:\((?<late>v\w{2,8}-\d{1,6})\) )?(?<message>.*)$`,
      ),
      keywords: ['** '],
      complete: (row, _view, _index, { late }) => ({ code: row.code ?? late ?? null }),
    },
    {
      // With files that include each other the place stands behind the last of them.
      pattern: new RegExp(
        String.raw`^(?:# )?\*\* at ${hdl}\((?<line>\d{1,7})(?:\.(?<column>\d{1,5}))?\): (?:\((?<code>v\w{2,8}-\d{1,6})\) )?(?<message>.*)$`,
      ),
      keywords: ['** at '],
      complete: (row) => ({ severity: /^(?:Defaulting|Warning)/.test(row.message) ? 'warning' : 'error' }),
    },
    {
      // What a simulation says of itself has its place in the lines below.
      pattern:
        /^(?:# )?\*\* (?<severity>Fatal|Error|Warning|Failure|Info|Note)(?: ?\((?:suppressible|downgraded)\))?: (?:\((?<code>v\w{2,8}-\d{1,6})\) )?(?<message>.*)$/,
      keywords: ['** '],
      complete: (_row, view, index) => {
        const place = saidBelow(view, index, /\bFile: (\S{1,300}) Line: (\d{1,7})\b/, 3);
        return place?.[1] === undefined ? null : { file: view.path(place[1]), line: Number(place[2]) };
      },
    },
    {
      // Xcelium and Incisive: xmvlog: *E,NOIPRT (till.v,12|5): message, and (name) [File:till.vhd, Line:12].
      pattern: new RegExp(
        String.raw`^${lead}\w{2,12}: \*(?<severity>[EFWNS]),(?<code>\w{1,12}) \(${hdl},(?<line>\d{1,7})(?:\|(?<column>\d{1,5}))?\): (?<message>.*)$`,
      ),
      keywords: [': *'],
    },
    {
      pattern: new RegExp(
        String.raw`^${lead}\w{2,12}: \*(?<severity>[EFWNS]),(?<code>\w{1,12}): (?<message>.*?) \[File: ?${hdl}, Line: ?(?<line>\d{1,7})\]`,
      ),
      keywords: [': *'],
    },
    {
      // Vivado: ERROR: [Synth 8-2715] message [/till/till.v:12]
      pattern: new RegExp(
        String.raw`^(?<severity>ERROR|CRITICAL WARNING|WARNING|INFO): \[(?<code>[A-Z]\w{1,20} \d{1,3}-\d{1,6})\] (?<message>.*?) \[${hdl.replace('[\\],*]', '\\],*]')}:(?<line>\d{1,7})\]$`,
      ),
      keywords: ['ERROR: [', 'WARNING: [', 'INFO: ['],
      complete: (_row, _view, _index, { severity }) =>
        severity === 'CRITICAL WARNING' ? { severity: 'warning' } : {},
    },
    {
      // Quartus: Error (10170): message at till.v(12) near text
      pattern: new RegExp(
        String.raw`^\s{0,12}(?<severity>Critical Warning|Error|Warning|Info) \((?<code>\d{3,7})\): (?<message>.*? at ${hdl}\((?<line>\d{1,7})\).*?)(?: File: \S{1,300} Line: \d{1,7})?$`,
      ),
      keywords: ['Error (', 'Warning (', 'Info ('],
      complete: (_row, _view, _index, { severity }) =>
        severity === 'Critical Warning' ? { severity: 'warning' } : {},
    },
  ],
  name: { tool: 'hdl', label: 'The hardware compiler', category: 'build' },
  weight: 0.93,
  linesEach: 2,
  examples: [
    {
      log: "%Error: rtl/till.sv:12:5: syntax error, unexpected ';'\n%Warning-WIDTH: rtl/coin.v:3:7: Operator ADD expects 8 bits",
      category: 'build',
      findings: ['rtl/till.sv:12', 'rtl/coin.v:3'],
    },
    {
      log: 'till.v:12: syntax error\nI give up.\nsrc/till.vhd:12:5:error: no declaration for "total"',
      category: 'build',
      findings: ['till.v:12', 'src/till.vhd:12'],
    },
    {
      log: '** Error: (vlog-13069) rtl/till.sv(12): near "total": syntax error\n** Error: The till did not open\n#    Time: 0 us  Scope: till_tb File: rtl/till_tb.sv Line: 31',
      category: 'build',
      findings: ['rtl/till.sv:12', 'rtl/till_tb.sv:31'],
    },
    {
      log: 'xmvlog: *E,NOIPRT (rtl/till.v,12|5): Unrecognized declaration \'total\'\nERROR: [Synth 8-2715] syntax error near total [/builds/shop/till/rtl/till.v:12]\nError (10170): Verilog HDL syntax error at till.v(14) near text: "total"',
      category: 'build',
      findings: ['rtl/till.v:12', 'rtl/till.v:12', 'till.v:14'],
    },
  ],
  lookAlikes: ['the till.v: opened', '** Error: the till did not open', 'ok rtl/till.v:12 was read'],
});
