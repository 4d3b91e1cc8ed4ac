import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Store } from './store';

const SAVE_AFTER_MS = 500;

/** Saves the store to `dataDir/state.json` a moment after it changed, by writing beside it and renaming. */
export class SavedState {
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();
  private readonly file: string;

  constructor(
    private readonly store: Store,
    dataDir: string,
  ) {
    this.file = path.join(dataDir, 'state.json');
  }

  /** Reads what was saved, if anything, and watches for changes from then on. */
  async load(): Promise<void> {
    if (existsSync(this.file))
      this.store.restore(JSON.parse(await readFile(this.file, 'utf8')) as Parameters<Store['restore']>[0]);
    this.store.onTouch(() => {
      this.timer ??= setTimeout(() => this.flush(), SAVE_AFTER_MS);
    });
  }

  private flush(): void {
    this.timer = null;
    this.writing = this.writing.then(() => this.write());
  }

  private async write(): Promise<void> {
    const temporary = `${this.file}.${process.pid}.tmp`;
    try {
      await writeFile(temporary, JSON.stringify(this.store.snapshot()), { mode: 0o600 });
      await rename(temporary, this.file);
    } catch (error) {
      console.error('the sandbox could not save its state:', error);
    }
  }

  /** Writes what is left and stops watching. */
  async close(): Promise<void> {
    this.store.onTouch(() => undefined);
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    await this.writing;
    await this.write();
  }
}
