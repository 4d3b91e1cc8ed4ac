/** A small project of our own with one thing wrong, and the tool that says so. */
export interface FixtureProject {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** Runs before, unseen. */
  readonly prepare?: readonly (readonly string[])[];
  /** What runs. */
  readonly argv: readonly string[];
  /** What the log shows as the job's script line. */
  readonly command: string;
  readonly needsModules?: true;
  /** Packages with exact versions, fetched for this project alone. */
  readonly packages?: readonly string[];
}
