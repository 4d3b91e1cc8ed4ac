import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Two blanks in a row are bad style to this one; it speaks as Prettier does, and writes the one file that it knows. */
const prettier = `#!/bin/sh
[ "$1" = "--write" ] && { sed -i "s/greet  = (who)=> .*/greet = (who) => 'hi ' + who;/" src/*.js; exit 0; }
echo "Checking formatting..."
found=$(grep -rl '  ' --include='*.js' "$2")
[ -z "$found" ] && { echo "All matched files use Prettier code style!"; exit 0; }
for file in $found; do echo "[warn] $file" >&2; done
echo "[warn] Code style issues found in the above file. Run Prettier with --write to fix." >&2
exit 1
`;

/** Wants \`const\` where a line begins with \`let\`, and mends it when told to; it speaks as ESLint does. */
const eslint = `#!/bin/sh
[ "$1" = "--fix" ] && sed -i 's/^let /const /' ./*.js
found=0
for file in ./*.js; do
  lines=$(grep -n '^let ' "$file" | cut -d: -f1)
  [ -z "$lines" ] && continue
  echo; echo "$PWD/\${file#./}"
  for line in $lines; do
    found=$((found + 1))
    echo "  $line:5  error  'factor' is never reassigned. Use 'const' instead  prefer-const"
  done
done
[ "$found" = 0 ] && exit 0
echo; echo "✖ $found problems ($found errors, 0 warnings)"
exit 1
`;

/**
 * Puts tools into a folder for jobs to run, in place of those that an image would hold: the same words, the same effect on
 * the few files of these tests, a hundredth of the time.
 */
export async function writeTools(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries({ prettier, eslint })) {
    await writeFile(path.join(folder, name), text, { mode: 0o755 });
  }
  return folder;
}
