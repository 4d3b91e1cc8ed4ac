/** One piece of an XML text, in the order in which it stands there. */
export type XmlPiece =
  | {
      readonly kind: 'open';
      readonly name: string;
      readonly attributes: ReadonlyMap<string, string>;
      /** Where it begins in the text. */
      readonly at: number;
    }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  /** The text declares entities of its own; nothing behind it is read. */
  | { readonly kind: 'entities' };

const MAX_ATTRIBUTES = 60;
const nameStart = /[A-Za-z_\u0080-\uffff]/;
const nameEnd = /[\s=/><"']/g;

/**
 * Reads the tags and texts of an XML document, or of one that is cut, damaged or stands among other text, in one pass
 * and linear time. Names lose their namespace prefix; a tag that closes itself gives `open` and `close`. Comments,
 * processing instructions and a document type without entities are passed over. It never expands an entity but the
 * five of XML itself and character references, never follows an external one, and does not check that tags are paired.
 */
export function* scanXml(xml: string): Generator<XmlPiece, void, undefined> {
  let at = 0;
  while (at < xml.length) {
    const tag = xml.indexOf('<', at);
    const text = xml.slice(at, tag === -1 ? xml.length : tag);
    if (text !== '') yield { kind: 'text', text: decodeXml(text) };
    if (tag === -1) return;
    if (xml.startsWith('<![CDATA[', tag)) {
      const end = endOf(xml, ']]>', tag + 9);
      yield { kind: 'text', text: xml.slice(tag + 9, end.before) };
      at = end.after;
    } else if (xml.startsWith('<!--', tag)) {
      at = endOf(xml, '-->', tag + 4).after;
    } else if (xml.startsWith('<?', tag)) {
      at = endOf(xml, '?>', tag + 2).after;
    } else if (xml.startsWith('<!', tag)) {
      const declaration = /^<!DOCTYPE[^[>]{0,2000}(\[?)/i.exec(xml.slice(tag, tag + 2_100));
      if (declaration === null || declaration[1] === '[') {
        yield { kind: 'entities' };
        return;
      }
      at = endOf(xml, '>', tag).after;
    } else if (xml[tag + 1] === '/') {
      const end = endOf(xml, '>', tag + 2);
      yield { kind: 'close', name: localName(xml.slice(tag + 2, end.before).trim()) };
      at = end.after;
    } else if (nameStart.test(xml[tag + 1] ?? '')) {
      const read = readTag(xml, tag + 1);
      yield { kind: 'open', name: read.name, attributes: read.attributes, at: tag };
      if (read.isClosed) yield { kind: 'close', name: read.name };
      at = read.after;
    } else {
      // A bare `<`, as careless writers leave it in messages.
      yield { kind: 'text', text: '<' };
      at = tag + 1;
    }
  }
}

interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly isClosed: boolean;
  readonly after: number;
}

function readTag(xml: string, start: number): Tag {
  let at = endOfName(xml, start);
  const name = localName(xml.slice(start, at));
  const attributes = new Map<string, string>();
  while (at < xml.length) {
    const char = xml[at] ?? '';
    if (char === '>') return { name, attributes, isClosed: xml[at - 1] === '/', after: at + 1 };
    // The next tag begins where this one never ended.
    if (char === '<') break;
    if (!nameStart.test(char)) {
      at += 1;
      continue;
    }
    const stop = endOfName(xml, at);
    const quote = xml[stop + 1] ?? '';
    if (xml[stop] !== '=' || (quote !== '"' && quote !== "'")) {
      at = stop;
      continue;
    }
    const close = endOf(xml, quote, stop + 2);
    if (attributes.size < MAX_ATTRIBUTES)
      attributes.set(localName(xml.slice(at, stop)), decodeXml(xml.slice(stop + 2, close.before)));
    at = close.after;
  }
  return { name, attributes, isClosed: false, after: at };
}

function endOfName(xml: string, start: number): number {
  nameEnd.lastIndex = start;
  return nameEnd.exec(xml)?.index ?? xml.length;
}

/** What has no end goes on to the end of the text, and the reading with it. */
function endOf(xml: string, mark: string, from: number): { before: number; after: number } {
  const end = xml.indexOf(mark, from);
  return end === -1 ? { before: xml.length, after: xml.length } : { before: end, after: end + mark.length };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const references: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The five entities of XML and character references; every other one stays as it is written. */
function decodeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return references.get(name) ?? whole;
    const code = typeof hex === 'string' ? parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });
}
