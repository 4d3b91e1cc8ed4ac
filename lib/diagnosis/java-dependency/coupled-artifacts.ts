import type { Artifact } from './artifact-inventory';
import { compareVersions } from './compare-versions';
import { usedVersion } from './used-version';

/** Artifacts that only work with each other from some version on. */
interface Coupling {
  /** The one that moved past the other. */
  readonly moved: RegExp;
  readonly from: string;
  /** The one that stayed behind. */
  readonly stayed: RegExp;
  readonly below: string;
}

// SLF4J 2 finds its providers by another mechanism than 1.x, and Logback changed with it in 1.3: https://www.slf4j.org/faq.html#changesInVersion200
const couplings: readonly Coupling[] = [
  {
    moved: /^org\.slf4j:slf4j-api$/,
    from: '1.8',
    stayed: /^ch\.qos\.logback:logback-classic$/,
    below: '1.3',
  },
  {
    moved: /^org\.slf4j:slf4j-api$/,
    from: '1.8',
    stayed: /^org\.slf4j:slf4j-(?:simple|log4j12|jdk14|nop|reload4j|jcl)$/,
    below: '1.8',
  },
  {
    moved: /^ch\.qos\.logback:logback-classic$/,
    from: '1.3',
    stayed: /^org\.slf4j:slf4j-api$/,
    below: '1.8',
  },
  // Jakarta EE 9 renamed the packages from javax to jakarta.
  {
    moved: /^org\.hibernate(?:\.validator)?:hibernate-validator$/,
    from: '7',
    stayed: /^(?:jakarta|javax)\.validation:(?:jakarta\.)?validation-api$/,
    below: '3',
  },
  {
    moved: /^(?:com\.sun\.xml\.bind:jaxb-(?:impl|core)|org\.glassfish\.jaxb:jaxb-runtime)$/,
    from: '3',
    stayed: /^(?:javax\.xml\.bind:jaxb-api|jakarta\.xml\.bind:jakarta\.xml\.bind-api)$/,
    below: '3',
  },
];

/** The artifact that moved where another one, which has to go along, stayed behind; null when all go together. */
export function coupledArtifact(all: readonly Artifact[]): {
  readonly moved: Artifact;
  readonly artifacts: readonly string[];
  readonly groups: readonly string[];
} | null {
  for (const { moved, from, stayed, below } of couplings) {
    const ahead = all.find((one) => moved.test(keyOf(one)) && isAtLeast(usedVersion(one), from));
    const behind = all.find((one) => stayed.test(keyOf(one)) && isBelow(usedVersion(one), below));
    if (ahead === undefined || behind === undefined) continue;
    const family = all.filter(({ group }) => group === ahead.group || group === behind.group);
    return { moved: ahead, artifacts: family.map(({ name }) => name), groups: [ahead.group, behind.group] };
  }
  return coupledJupiter(all);
}

/**
 * JUnit Jupiter 5.x and the JUnit Platform 1.x are released together and work with each other's last number alone:
 * https://junit.org/junit5/docs/current/user-guide/#dependency-diagram
 */
function coupledJupiter(all: readonly Artifact[]): ReturnType<typeof coupledArtifact> {
  const family = all
    .filter(({ group }) => group === 'org.junit.jupiter' || group === 'org.junit.platform')
    .flatMap((artifact) => {
      const minor = /^[15]\.(\d{1,3})(?!\d)/.exec(usedVersion(artifact) ?? '')?.[1];
      return minor === undefined ? [] : [{ artifact, minor: Number(minor) }];
    });
  const [newest] = [...family].sort((a, b) => b.minor - a.minor);
  // What the test plugin brings for itself may be older or newer; only Jupiter is what a project asks for.
  if (newest === undefined || newest.artifact.group !== 'org.junit.jupiter') return null;
  const isBehind = family.some(
    ({ artifact, minor }) => artifact.group === 'org.junit.platform' && minor < newest.minor,
  );
  const isAlone = family.filter(({ minor }) => minor === newest.minor).length === 1;
  if (!isBehind || !isAlone) return null;
  return {
    moved: newest.artifact,
    artifacts: family.map(({ artifact }) => artifact.name),
    groups: ['org.junit.jupiter', 'org.junit.platform'],
  };
}

function keyOf(artifact: Artifact): string {
  return `${artifact.group}:${artifact.name}`;
}

function isAtLeast(version: string | null, limit: string): boolean {
  return version !== null && compareVersions(version, limit) >= 0;
}

function isBelow(version: string | null, limit: string): boolean {
  return version !== null && compareVersions(version, limit) < 0;
}
