import { KeywordIndex } from '../keyword-index';
import { assignedValue } from './assigned-value';
import {
  base64Keywords,
  base64Word,
  percentDecoded,
  percentKeywords,
  percentWord,
  type Word,
} from './encoded-keywords';
import { KeywordHits } from './keyword-hits';
import {
  isAddressPassword,
  isBasicCredentials,
  isLikelySecret,
  isPlaceholder,
  isRandom,
} from './likely-secret';
import { privateKeyKeywords } from './private-key-block';
import { cloudTokens } from './rules/cloud-tokens';
import { credentialRules } from './rules/credential-rules';
import { developerTokens } from './rules/developer-tokens';
import type { SecretRule } from './rules/secret-rule';
import { serviceTokens } from './rules/service-tokens';
import { nameKeywords, namesWithBinder, type NameStrength } from './secret-names';

/** A place in a text that holds a secret. */
export interface FoundSecret {
  readonly from: number;
  readonly to: number;
  readonly kind: string;
}

/** What a keyword leads to. */
interface Lead {
  readonly rules: SecretRule[];
  cost: number;
  name: { readonly strength: NameStrength; readonly length: number } | null;
  base64Phase: number | null;
  isPercent: boolean;
  isPrivateKey: boolean;
}

const leads = buildLeads();
export const secretKeywords: readonly string[] = [...leads.keys()];
const byId: readonly Lead[] = [...leads.values()];
const index = new KeywordIndex(secretKeywords, { foldCase: true });

/** What was looked at: `attempts` says how much work it was, `touchesPrivateKey` that a line may begin a private key. */
export interface Search {
  readonly found: FoundSecret[];
  attempts: number;
  touchesPrivateKey: boolean;
  /** A name that secrets go by stands in the line. */
  hasName: boolean;
}

/** Finds secrets in lines, one after the other. Lines without a keyword cost one pass over their characters. */
export class SecretFinder {
  readonly #hits = new KeywordHits();
  readonly #inner = new KeywordHits();

  /** Looks at a line; stops, and leaves `found` incomplete, when it has used up `allowance`: compare `attempts` with it. */
  search(text: string, allowance: number): Search {
    return this.#search(text, this.#hits, allowance, true);
  }

  #search(text: string, hits: KeywordHits, allowance: number, decode: boolean): Search {
    hits.collect(index, text);
    const search: Search = { found: [], attempts: 0, touchesPrivateKey: false, hasName: false };
    /** By the place in a group of four that the keyword told. */
    const decodedTo = [0, 0, 0, 0];
    let assignedTo = -1;
    const words: Word[] = [];
    for (let at = 0; at < hits.length && search.attempts <= allowance; at += 1) {
      const lead = byId[hits.ids[at] ?? 0];
      if (lead === undefined) continue;
      const start = hits.starts[at] ?? 0;
      search.touchesPrivateKey ||= lead.isPrivateKey;
      search.attempts += lead.cost;
      for (const rule of lead.rules)
        search.attempts += costOfMatch(applyRule(rule, text, start, search.found));
      // A name within a value that is taken out already is a part of it.
      if (lead.name !== null && start >= assignedTo) {
        search.hasName ||= lead.name.strength !== 'service';
        const to = applyName(lead.name, text, start, search.found);
        search.attempts += NAME_COST + costOfMatch(to - start);
        assignedTo = Math.max(assignedTo, search.found.at(-1)?.to ?? 0);
      }
      if (decode && start >= (decodedTo[lead.base64Phase ?? 0] ?? 0)) {
        const word = encodedWord(lead, text, start);
        if (word === null) continue;
        decodedTo[lead.base64Phase ?? 0] = word.to;
        search.attempts += costOfMatch(word.to - word.from);
        if (word.decoded !== '') words.push(word);
      }
    }
    for (const word of words) this.#applyEncoded(word, text, search, allowance - search.attempts);
    return search;
  }

  #applyEncoded(word: Word, text: string, search: Search, allowance: number): void {
    const inner = this.#search(word.decoded, this.#inner, allowance, false);
    search.attempts += inner.attempts;
    // What was found in clear as well is gone already, and the rest of the word can stay.
    const clear = search.found
      .filter(({ from, to }) => from < word.to && to > word.from)
      .map(({ from, to }) => percentDecoded(text.slice(from, to)));
    const isHidden = ({ from, to }: FoundSecret) =>
      !clear.some((secret) => secret.includes(percentDecoded(word.decoded.slice(from, to))));
    if (inner.found.some(isHidden) || word.decoded.includes('PRIVATE KEY-----'))
      search.found.push({ from: word.from, to: word.to, kind: 'encoded-secret' });
  }
}

function encodedWord(lead: Lead, text: string, start: number): Word | null {
  if (lead.isPercent) return percentWord(text, start);
  return lead.base64Phase === null ? null : base64Word(text, start, lead.base64Phase);
}

/** In the time that one attempt takes which finds nothing. */
const NAME_COST = 5;
function costOfMatch(length: number): number {
  return length <= 0 ? 0 : 10 + length / 8;
}

/** Gives how many characters were matched. */
function applyRule(rule: SecretRule, text: string, start: number, found: FoundSecret[]): number {
  const { pattern } = rule;
  pattern.lastIndex = start;
  const match = pattern.exec(text);
  const indices = match?.indices;
  const whole = indices?.[0];
  if (match === null || indices === undefined || whole === undefined) return 0;
  const groups: Record<string, [number, number] | undefined> = indices.groups ?? {};
  const secret = groups['secret'] ?? groups['a'] ?? groups['b'] ?? groups['c'];
  const from = secret?.[0] ?? groups['before']?.[0] ?? whole[0];
  const to = secret?.[1] ?? whole[1];
  if (to > from && isAccepted(rule, text, from, to)) found.push({ from, to, kind: rule.kind });
  return whole[1] - whole[0];
}

function isAccepted(rule: SecretRule, text: string, from: number, to: number): boolean {
  const secret = text.slice(from, to);
  if (secret.includes('[redacted:') || (rule.kind.startsWith('aws-') && /EXAMPLE(?:KEY)?$/.test(secret)))
    return false;
  switch (rule.check) {
    case undefined:
      return true;
    case 'random':
      return isRandom(secret, 16) && !isPlaceholder(secret);
    case 'digits':
      return (/\d/.test(secret) || secret.length >= 24) && !isPlaceholder(secret);
    case 'basic':
      return isBasicCredentials(secret);
    case 'password':
      if (rule.kind !== 'url-password') return !isPlaceholder(secret);
      return isAddressPassword(secret, userBefore(text, from), text.slice(to + 1, to + 40));
    default:
      return true;
  }
}

/** A rule that looks far ahead for an option costs accordingly. */
function costOf({ pattern }: SecretRule): number {
  const ahead = /\[\^\\n\]\{0,(\d+)\}/.exec(pattern.source)?.[1];
  return 1 + Number(ahead ?? 0) / 10;
}

function userBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 100), at - 1);
  return before.slice(before.lastIndexOf('/') + 1);
}

/** Gives where the value ends that was looked at. */
function applyName(
  name: { readonly strength: NameStrength; readonly length: number },
  text: string,
  start: number,
  found: FoundSecret[],
): number {
  // `PASS: name of a test`, as many frameworks print.
  if (
    name.strength === 'password' &&
    name.length === 4 &&
    /^P(?:ASS|ass) ?:/.test(text.slice(start, start + 6))
  )
    return 0;
  const value = assignedValue(text, start, start + name.length, name.strength);
  if (value === null) return 0;
  const raw = text.slice(value.from, value.to);
  if (!raw.includes('[redacted:') && isLikelySecret(raw, name.strength, value))
    found.push({ from: value.from, to: value.to, kind: 'secret' });
  return value.to;
}

function buildLeads(): Map<string, Lead> {
  const all = new Map<string, Lead>();
  const lead = (keyword: string): Lead => {
    const known = all.get(keyword);
    if (known !== undefined) return known;
    const made: Lead = {
      rules: [],
      cost: 0,
      name: null,
      base64Phase: null,
      isPercent: false,
      isPrivateKey: false,
    };
    all.set(keyword, made);
    return made;
  };
  for (const rule of [...developerTokens, ...cloudTokens, ...serviceTokens, ...credentialRules])
    for (const keyword of rule.keywords) {
      lead(keyword).rules.push(rule);
      lead(keyword).cost += costOf(rule);
    }
  for (const [keyword, strength] of nameKeywords) lead(keyword).name = { strength, length: keyword.length };
  for (const [keyword, strength] of namesWithBinder)
    lead(keyword).name = { strength, length: keyword.search(/[ =:"'>]*$/) };
  for (const [keyword, phase] of base64Keywords) lead(keyword).base64Phase = phase;
  for (const keyword of percentKeywords) lead(keyword).isPercent = true;
  for (const keyword of privateKeyKeywords) lead(keyword).isPrivateKey = true;
  return all;
}
