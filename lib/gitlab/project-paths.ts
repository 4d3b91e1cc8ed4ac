/** The full paths of projects by their numbers, as far as answers have told them: GraphQL asks for the path. */
export interface ProjectPaths {
  find(project: number): string | null;
  /** Reads the path off a page address of something in the project, e.g. `…/group/project/-/pipelines/7`. */
  learn(project: number, webUrl: string): void;
  remember(project: number, fullPath: string): void;
  forget(project: number): void;
}

const most = 5_000;
const byInstance = new Map<string, Map<number, string>>();

/** One memory for each GitLab, kept by the process and bounded; it saves a request, nothing relies on it. */
export function projectPaths(baseUrl: string): ProjectPaths {
  const root = `${baseUrl.replace(/\/+$/, '')}/`;
  const paths = byInstance.get(root) ?? new Map<number, string>();
  byInstance.set(root, paths);

  function remember(project: number, fullPath: string): void {
    if (paths.size >= most) paths.clear();
    paths.set(project, fullPath);
  }

  return {
    find: (project) => paths.get(project) ?? null,
    learn(project, webUrl) {
      const end = webUrl.indexOf('/-/');
      if (!webUrl.startsWith(root) || end <= root.length) return;
      remember(project, webUrl.slice(root.length, end));
    },
    remember,
    forget: (project) => void paths.delete(project),
  };
}
