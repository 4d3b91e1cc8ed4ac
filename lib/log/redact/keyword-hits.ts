import type { KeywordIndex } from '../keyword-index';

/** Where keywords stand in a text, in the order of their ends; reused from one text to the next. */
export class KeywordHits {
  ids = new Int32Array(256);
  starts = new Int32Array(256);
  length = 0;

  collect(index: KeywordIndex, text: string): void {
    this.length = 0;
    index.scan(text, this.#add);
  }

  readonly #add = (id: number, start: number): void => {
    if (this.length === this.ids.length) this.#grow();
    this.ids[this.length] = id;
    this.starts[this.length] = start;
    this.length += 1;
  };

  #grow(): void {
    const ids = new Int32Array(this.ids.length * 2);
    const starts = new Int32Array(this.starts.length * 2);
    ids.set(this.ids);
    starts.set(this.starts);
    this.ids = ids;
    this.starts = starts;
  }
}
