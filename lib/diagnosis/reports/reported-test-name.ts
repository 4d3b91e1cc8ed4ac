/** A reported test's name with its class in front, where that is one and the name does not hold it already. */
export function reportedTestName({ name, classname }: { name: string; classname: string }): string {
  return /^[\w$]+(?:\.[\w$]+)+$/.test(classname) && !name.includes(classname) ? `${classname}.${name}` : name;
}
