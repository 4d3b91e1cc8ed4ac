/** How many calls of GitLab's API a scenario may take, and what they are for. */
export const budgets: Readonly<Record<string, { readonly calls: number; readonly why: string }>> = {};
