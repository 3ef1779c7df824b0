/**
 * One branch or tag as a filter of `on.push`, in which some characters that Git allows in names are special.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 */
export function exactFilter(name: string): string {
  return name.replace(/[*?+![\\]/g, '\\$&');
}

/** A pattern of IAM as a filter: there `*` stands for any text, slashes too, for which GitHub has `**`. */
export function patternFilter(pattern: string): string {
  return pattern.split(/\*+/).map(exactFilter).join('**');
}
