export type XmlEvent =
  | { kind: 'open'; name: string; attributes: Record<string, string> }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string };

export class XmlError extends Error {}

const ATTRIBUTE = /\s*([^\s=>/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Tags and texts of a small XML report, in order. Reads once from left to right, resolves only the entities that XML
 * itself defines, and ignores declarations, so that no document can make it fetch or grow anything.
 */
export function* scanXml(xml: string): Generator<XmlEvent> {
  let at = 0;
  while (at < xml.length) {
    const open = xml.indexOf('<', at);
    if (open < 0) break;
    if (open > at) yield { kind: 'text', text: decode(xml.slice(at, open)) };
    if (xml.startsWith('<!--', open)) at = after(xml, '-->', open);
    else if (xml.startsWith('<![CDATA[', open)) {
      at = after(xml, ']]>', open);
      yield { kind: 'text', text: xml.slice(open + 9, at - 3) };
    } else if (xml.startsWith('<?', open)) at = after(xml, '?>', open);
    else if (xml.startsWith('<!', open)) at = after(xml, '>', open);
    else {
      const tag = readTag(xml, open);
      at = tag.end;
      yield* tag.events;
    }
  }
}

function readTag(xml: string, open: number): { end: number; events: XmlEvent[] } {
  const [, slash = '', name = ''] = /^<(\/?)([^\s/>]{1,200})/.exec(xml.slice(open, open + 210)) ?? [];
  if (name === '') throw new XmlError('malformed tag');
  let at = open + 1 + slash.length + name.length;
  if (slash !== '') return { end: after(xml, '>', at), events: [{ kind: 'close', name }] };
  const attributes: Record<string, string> = {};
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const match = ATTRIBUTE.exec(xml);
    if (!match) break;
    const key = match[1] ?? '';
    if (key !== '__proto__') attributes[key] = decode(match[2] ?? match[3] ?? '');
    at = ATTRIBUTE.lastIndex;
  }
  const end = after(xml, '>', at);
  const events: XmlEvent[] = [{ kind: 'open', name, attributes }];
  if (xml[end - 2] === '/') events.push({ kind: 'close', name });
  return { end, events };
}

function after(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  if (at < 0) throw new XmlError(`missing ${mark}`);
  return at + mark.length;
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g, (match, decimal, hex, name) => {
    if (typeof name === 'string') return NAMED[name] ?? match;
    const code = typeof decimal === 'string' ? Number(decimal) : parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : match;
  });
}
