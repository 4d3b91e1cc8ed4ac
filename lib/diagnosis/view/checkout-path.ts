/** The part of a view that finding the checkout needs. */
interface Lines {
  find(pattern: RegExp, keywords: readonly string[], limit?: number): { match: RegExpExecArray }[];
}

/** Where the runner put the project, as git said so; null when the log does not tell. */
export function checkoutFolder(view: Lines): string | null {
  const [found] = view.find(
    /^(?:Rei|I)nitialized (?:existing|empty) (?:shared )?Git repository in (.{1,1000}?)[\\/]\.git[\\/]?$/,
    ['nitialized e'],
    1,
  );
  return found?.match[1]?.replaceAll('\\', '/') ?? null;
}

// Where CI systems put a project when the log does not say so: group and project folder.
const usualFolders =
  /^(?:\/builds|[A-Za-z]:\/(?:GitLab-Runner\/)?builds(?:\/[\w-]{8,12}\/\d{1,3})?|\/home\/(?:gitlab-runner\/builds\/[\w-]{8,12}\/\d{1,3}|travis\/build|runner\/work)|\/Users\/(?:travis\/build|runner\/work)|C:\/projects)\/[^/]+\/[^/]+\//;

/**
 * A printed file path, relative to the checkout and with forward slashes. A path outside of the checkout stays absolute; one
 * that is not absolute is taken to be relative to `folder`, unless it names that folder itself.
 */
export function relativePath(printed: string, checkout: string | null, folder: string): string {
  let path = printed
    .trim()
    .replace(/^file:\/\//, '')
    .replaceAll('\\', '/');
  const isAbsolute = /^(?:\/|[A-Za-z]:\/)/.test(path);
  if (checkout !== null && path.startsWith(`${checkout}/`)) path = path.slice(checkout.length + 1);
  else path = path.replace(usualFolders, '');
  while (path.startsWith('./')) path = path.slice(2);
  if (isAbsolute || folder === '' || path === '' || path.startsWith(`${folder}/`)) return path;
  return insideFolder(folder, path);
}

/** The path seen from the checkout; `..` at its beginning goes up from the folder. */
function insideFolder(folder: string, path: string): string {
  const above = folder.split('/');
  let rest = path;
  while (rest.startsWith('../')) {
    if (above.pop() === undefined) return path;
    rest = rest.slice(3);
  }
  return [...above, rest].join('/');
}
