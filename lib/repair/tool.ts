/** A tool whose own fix mode we run in the project's runner. Everything in it is fixed by us. */
export interface Tool {
  readonly label: string;
  readonly kind: 'format' | 'lint' | 'lockfile';
  /** Names under which a diagnosis lists its findings. */
  readonly findingNames: readonly string[];
  /** Recognises the tool's name in one line of a script of the merged configuration. */
  readonly invocation: RegExp;
  /** Where the program is looked for before PATH; nothing is ever downloaded. */
  readonly from: 'node_modules' | 'vendor/bin' | 'bundle' | 'path';
  readonly program: string;
  /** Arguments of the fix mode, without the paths it works on. */
  readonly fixArguments: readonly string[];
  /** Used when the script's own line names no paths that we can take over. */
  readonly defaultPaths: readonly string[];
  /** Flags that may be taken over from the script's own line; with `value` the next word is its value. */
  readonly keptFlags: Readonly<Record<string, 'alone' | 'value'>>;
  /** Words between the program and its flags in the script's own line (`check` of `ruff check`). */
  readonly subcommand?: string;
  /** Replaces the command that `program`, `fixArguments` and paths would make. */
  readonly script?: readonly string[];
  /** Which paths a patch of this tool may touch; another one spoils the patch. */
  readonly mayTouch: (path: string) => boolean;
}
