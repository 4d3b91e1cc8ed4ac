import { anyMove, everyMove } from '../control-characters';
import { renderLine } from '../render-line';
import { SecretFinder } from './find-secrets';

const ATTEMPTS_PER_CHARACTER = 0.35;
const FREE_ATTEMPTS = 100;

/**
 * Renders lines as a terminal shows them, but for those where something was written over a part of a secret: what is left of it
 * would not look like one. Of these all that ever stood there is shown, one after the other, for the redactor to find it.
 */
export class OverwrittenSecrets {
  readonly #finder = new SecretFinder();

  render(line: string): string {
    const shown = renderLine(line);
    if (shown === line || !anyMove.test(line.trim())) return shown;
    const all = renderLine(line.replace(everyMove, ' '));
    const held = this.#count(all);
    return held > 0 && held > this.#count(shown) ? all : shown;
  }

  /** How many secrets a line holds; what cannot be told at a bounded cost may hold any number. */
  #count(line: string): number {
    const allowance = FREE_ATTEMPTS + line.length * ATTEMPTS_PER_CHARACTER;
    const { found, attempts } = this.#finder.search(line, allowance);
    return attempts > allowance ? Infinity : found.length;
  }
}
