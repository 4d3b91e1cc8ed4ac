import type { Artifact } from './artifact-inventory';

// Words that many artifacts carry and that say little about which one it is.
const commonWords = new Set([
  ...['core', 'api', 'impl', 'lib', 'java', 'jar', 'client', 'parent', 'common', 'commons', 'base', 'all'],
  ...['spec', 'sdk', 'jvm', 'jdk', 'jre', 'main', 'starter', 'project', 'runtime', 'full', 'bundle'],
]);

/** Groups that hold all kinds of things, so that they say nothing of what is in them. */
const mixedGroup = /^(?:org\.apache\.\w{1,20}|org\.codehaus\.mojo|com\.google\.code|org\.eclipse\.\w{1,20})$/;

/** Packages whose artifact's name does not show it. The longest that fits counts. */
const knownHomes: readonly (readonly [packagePrefix: string, artifact: RegExp])[] = [
  ['com.google.common', /^guava$/],
  ['com.google.common.flogger', /^flogger/],
  ['com.google.common.truth', /^truth/],
  ['com.google.common.jimfs', /^jimfs$/],
  ['com.google.common.testing', /^guava-testlib$/],
  ['com.google.common.geometry', /^s2-geometry/],
  ['com.google.gson', /^gson$/],
  ['com.mysql', /^mysql-connector/],
  ['org.junit', /^junit(?:-dep)?$/],
  ['org.junit.jupiter', /^junit-jupiter/],
  ['org.springframework.transaction', /^spring-tx$/],
  ['org.springframework.web.servlet', /^spring-webmvc$/],
  ['org.springframework.cache', /^spring-context$/],
  ['org.springframework.scheduling', /^spring-context$/],
  ['org.springframework.stereotype', /^spring-context$/],
  ['org.springframework.util', /^spring-core$/],
  ['org.springframework.asm', /^spring-core$/],
  ['org.springframework.cglib', /^spring-core$/],
  ['org.springframework.http', /^spring-web$/],
  ['org.springframework.beans', /^spring-beans$/],
  ['org.apache.poi.xssf', /^poi-ooxml$/],
  ['org.apache.poi.hssf', /^poi$/],
  ['org.apache.poi.hwpf', /^poi-scratchpad$/],
  ['org.apache.log4j', /^(?:log4j|reload4j|log4j-1\.2-api)$/],
  ['org.hibernate', /^hibernate-core$/],
  ['org.hibernate.validator', /^hibernate-validator$/],
  ['com.sun.xml.bind', /^jaxb-(?:impl|core|runtime)$/],
  ['javax.servlet', /^(?:javax|jakarta)\.servlet-api$/],
  ['jakarta.servlet', /^jakarta\.servlet-api$/],
  ['scala', /^scala-library$/],
  ['kotlin', /^kotlin-stdlib/],
  ['com.puppycrawl.tools.checkstyle', /^checkstyle$/],
  ['org.antlr.v4', /^antlr4/],
  ['org.eclipse.jdt', /^ecj$|^org\.eclipse\.jdt/],
  ['org.bouncycastle', /^bc\w{1,20}-/],
];

/**
 * How well a package or class (`org.eclipse.jetty.server.nio`) goes with an artifact (`org.eclipse.jetty:jetty-server`): 0 for
 * not at all, above 2 for likely. It compares names alone, so that of two artifacts of one family both can fit.
 */
export function packageFit(packageName: string, artifact: Artifact): number {
  const segments = words(packageName, /[.$]/).map(asJakarta);
  const group = words(artifact.group, /\./).map(asJakarta);
  let shared = 0;
  while (shared < group.length && shared < segments.length && group[shared] === segments[shared]) shared += 1;
  const home = homeOf(packageName);
  const atHome = home !== null && home.test(artifact.name) ? 3 : 0;
  if (shared < 2 && atHome === 0) {
    const loose = Math.max(looseFit(segments, artifact), nameFit(segments, artifact));
    return loose < 2 ? 0 : loose;
  }
  const unlike = shared <= 3 && atHome === 0 && isStranger(segments, group, artifact);
  const stranger = unlike ? (shared === 3 && !mixedGroup.test(artifact.group) ? 0.8 : 1.3) : 0;
  return Math.max(
    0,
    shared + wordFit(segments, shared, artifact) - 0.3 * (group.length - shared) + atHome - stranger,
  );
}

function homeOf(packageName: string): RegExp | null {
  let best: readonly [string, RegExp] | null = null;
  for (const home of knownHomes) {
    const [prefix] = home;
    if (packageName !== prefix && !packageName.startsWith(`${prefix}.`)) continue;
    if (best === null || prefix.length > best[0].length) best = home;
  }
  return best?.[1] ?? null;
}

/** Artifacts whose group is not a package: `joda-time:joda-time`, `commons-io:commons-io`, `junit:junit`. */
function looseFit(segments: readonly string[], artifact: Artifact): number {
  if (artifact.group.includes('.')) return 0;
  const group = words(artifact.group, /[-_]/);
  // Behind the top-level name at most the foundation's, so that `com.shop.junit` is not JUnit's.
  const start = segments.indexOf(group[0] ?? '');
  if (start > 1 && segments[1] !== 'apache') return 0;
  const inGroup = group.filter((word) => segments.includes(word)).length;
  if (inGroup < group.length) return 0;
  return 1.2 + inGroup * 0.8 + wordFit(segments, 0, artifact) * 0.5;
}

/** An artifact whose group has another name, but whose own words all stand in the package (`js-scriptengine`). */
function nameFit(segments: readonly string[], artifact: Artifact): number {
  const own = words(artifact.name, /[-_.]/);
  // `org.h2` of `com.h2database:h2`.
  if (own.length === 1 && own[0] === segments[1] && artifact.group.includes(own[0] ?? '-')) return 2.4;
  return own.length >= 2 &&
    own.every((word) => segments.includes(word)) &&
    own.some((word) => word.length >= 6)
    ? 2.1
    : 0;
}

/** None of the words that tell an artifact from others of its group stand in the package. */
function isStranger(segments: readonly string[], group: readonly string[], artifact: Artifact): boolean {
  const telling = words(artifact.name, /[-_.]/)
    .map(asJakarta)
    .filter(
      (word) =>
        !commonWords.has(word) &&
        !/^\d/.test(word) &&
        !group.some((part) => isPartOf(word, part) || part === word),
    );
  return (
    telling.length > 0 &&
    !telling.some((word) => segments.some((segment) => segment === word || isPartOf(word, segment)))
  );
}

function wordFit(segments: readonly string[], shared: number, artifact: Artifact): number {
  let fit = 0;
  for (const word of words(artifact.name, /[-_.]/).map(asJakarta)) {
    if (/^\d/.test(word)) continue;
    const isCommon = commonWords.has(word);
    const at = segments.findIndex((segment) => segment === word);
    if (at >= shared) fit += isCommon ? 0.9 : 1.2;
    else if (at >= 0) fit += 0.5;
    else if (segments.some((segment) => isPartOf(word, segment))) fit += 0.5;
    else fit -= isCommon ? 0.05 : 0.4;
  }
  return fit;
}

function isPartOf(word: string, segment: string): boolean {
  const [short, long] = word.length < segment.length ? [word, segment] : [segment, word];
  return short.length >= 3 && long.includes(short);
}

const MAX_KNOWN = 4_000;
const known = new Map<string, readonly string[]>();

/** The same names are taken apart again and again: for each clue all artifacts, for each artifact all clues. */
function words(text: string, between: RegExp): readonly string[] {
  const key = `${between.source} ${text}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const parts = text
    .slice(0, 300)
    .toLowerCase()
    .split(between)
    .filter((word) => word !== '');
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, parts);
  return parts;
}

function asJakarta(word: string): string {
  return word === 'javax' ? 'jakarta' : word;
}
