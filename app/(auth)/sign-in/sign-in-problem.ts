const words: Readonly<Record<string, string>> = {
  AccessDenied: 'GitLab was not allowed to tell us who you are. Sign in again and accept.',
  OAuthAccountNotLinked:
    'This GitLab account belongs to another person here. Sign in with the one you used before.',
  Configuration: 'The sign-in is not set up correctly. Ask your administrator to look at its settings.',
  SessionRequired: 'Sign in to see this page.',
};

/** The sign-in library's error code in words; null when there is none. */
export function signInProblem(code: string | string[] | undefined): string | null {
  if (code === undefined) return null;
  const known = typeof code === 'string' ? words[code] : undefined;
  return known ?? 'Signing in did not work. Try again; if it stays, ask your administrator.';
}
