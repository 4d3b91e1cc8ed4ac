import type { LogView } from '../view/log-view';

const name = String.raw`([\w.$/]{3,300})`;

/**
 * Messages of the Java machine on two classes that no longer go together, and which of the two is the newer one. They
 * stand in logs of applications without the error's name too.
 */
const messages: readonly { readonly hint: string; readonly pattern: RegExp }[] = [
  // What it implements was a class before, so that the one that implements it knows the newer one.
  { hint: 'because it is not an interface', pattern: new RegExp(`class ${name} can ?not implement `) },
  // What it extends became an interface, became final, or asks for a method that it does not have.
  { hint: ' as super class', pattern: new RegExp(`class \\S{3,300} has interface ${name} as super class`) },
  {
    hint: 'from final class',
    pattern: new RegExp(`class \\S{3,300} cannot inherit from final class ${name}`),
  },
  {
    hint: 'overrides final method',
    pattern: new RegExp(`class \\S{3,300} overrides final method ${name}\\.\\w`),
  },
  {
    hint: 'of the resolved method',
    pattern: new RegExp(
      `does not define or inherit an implementation of the resolved method .{1,400} of (?:abstract class|interface) ${name}`,
    ),
  },
];

/** The classes that changed under others, as the Java machine's messages tell. */
export function movedClasses(view: LogView): string[] {
  const found = new Set<string>();
  for (const { hint, pattern } of messages) {
    for (const { match } of view.find(pattern, [hint], 40)) {
      const named = (match[1] ?? '').replaceAll('/', '.').replace(/\.$/, '');
      if (named.includes('.')) found.add(named);
    }
  }
  return [...found];
}
