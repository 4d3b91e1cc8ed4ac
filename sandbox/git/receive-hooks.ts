/**
 * Refuses a push as GitLab words it. The wrapper that starts git says, in the environment, which branches this person may
 * not push to, which may not be rewritten and which may not be deleted: one pattern a line, `*` for anything.
 */
export const PRE_RECEIVE = `#!/bin/sh
set -f
zero=0000000000000000000000000000000000000000
matches() {
  while IFS= read -r pattern; do
    [ -n "$pattern" ] || continue
    case "$1" in $pattern) return 0 ;; esac
  done <<PATTERNS
$2
PATTERNS
  return 1
}
refuse() { echo "GitLab: $1" >&2; exit 1; }
while read -r old new ref; do
  case "$ref" in
    refs/heads/*) branch=\${ref#refs/heads/} ;;
    refs/tags/*) continue ;;
    *) refuse "You can only push branches and tags." ;;
  esac
  if [ "$new" = "$zero" ]; then
    if matches "$branch" "$SANDBOX_PROTECTED"; then
      refuse "You can only delete protected branches using the web interface."
    fi
    continue
  fi
  if matches "$branch" "$SANDBOX_NO_PUSH"; then
    refuse "You are not allowed to push code to protected branches on this project."
  fi
  if [ "$old" != "$zero" ] && matches "$branch" "$SANDBOX_NO_FORCE"; then
    git merge-base --is-ancestor "$old" "$new" || refuse "You are not allowed to force push code to a protected branch on this project."
  fi
  if [ -n "$SANDBOX_ONLY_BRANCHES" ] && ! matches "$branch" "$SANDBOX_ONLY_BRANCHES"; then
    refuse "You are not allowed to push code to this project."
  fi
done
`;

/** Writes down what was really updated and with which push options, for the wrapper to read. */
export const POST_RECEIVE = `#!/bin/sh
{
  cat
  i=0
  while [ "$i" -lt "\${GIT_PUSH_OPTION_COUNT:-0}" ]; do
    eval "printf 'option %s\\\\n' \\"\\$GIT_PUSH_OPTION_$i\\""
    i=$((i + 1))
  done
} >"$SANDBOX_RECEIPT"
`;
