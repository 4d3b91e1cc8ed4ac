/** On whose behalf an operation runs. */
export type Caller =
  | { readonly kind: 'person'; readonly userId: string; readonly name: string }
  | { readonly kind: 'automation' };

export const automation: Caller = { kind: 'automation' };
