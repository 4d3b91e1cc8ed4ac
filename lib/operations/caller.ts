/** On whose behalf an operation runs. */
export type Caller =
  | { readonly kind: 'person'; readonly userId: string; readonly name: string }
  /** Someone who wrote to us in a note on GitLab, and who may never have signed in here. */
  | { readonly kind: 'note-author'; readonly gitlabUserId: number; readonly name: string }
  | { readonly kind: 'automation' };

export const automation: Caller = { kind: 'automation' };
