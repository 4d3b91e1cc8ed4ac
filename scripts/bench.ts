import { benchApiCalls, printApiCalls } from '@/bench/api-calls';

/** Every benchmark by its name; each prints its figure last and says whether it met its limit. */
const benches: Readonly<Record<string, () => Promise<boolean>>> = {
  'api-calls': async () => printApiCalls(await benchApiCalls()),
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in benches));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.\n`,
  );
  process.exit(2);
}
let allMet = true;
for (const [name, run] of Object.entries(benches)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  process.stderr.write(`… ${name}\n`);
  allMet = (await run()) && allMet;
}
process.exitCode = allMet ? 0 : 1;
