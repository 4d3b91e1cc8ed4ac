import type { Sandbox } from '../sandbox';

const COLOR = '#428BCA';

/** Makes the labels of a merge request that its project does not have yet, as GitLab does. */
export function ensureLabels(sandbox: Sandbox, projectId: number, names: readonly string[]): void {
  const { store } = sandbox;
  for (const name of names) {
    const known = [...store.labels.values()].some(
      (label) => label.projectId === projectId && label.name === name,
    );
    if (known) continue;
    const id = store.nextId('label');
    store.labels.set(id, { id, projectId, name, color: COLOR, description: null });
  }
}
