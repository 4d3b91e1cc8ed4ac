import type { LogView } from '../view/log-view';

/** Oxlint draws its places as bundlers and parsers do; its command or the count at the end tell that it was it. */
export function isOxlint(view: LogView): boolean {
  const { failing, command } = view.script;
  if (/\boxlint\b/.test(command ?? '')) return true;
  for (let index = failing.to; index > Math.max(failing.from, failing.to - 20); index -= 1) {
    if (/^Found \d{1,6} warnings? and \d{1,6} errors?\.$/.test(view.text(index))) return true;
  }
  return false;
}
