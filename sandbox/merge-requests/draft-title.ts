const DRAFT = /^\s*(?:\[draft\]|\(draft\)|draft:|draft -)\s*/i;

/** A merge request is a draft when its title says so. */
export const isDraft = (title: string): boolean => DRAFT.test(title);
export const withoutDraft = (title: string): string => title.replace(DRAFT, '');
