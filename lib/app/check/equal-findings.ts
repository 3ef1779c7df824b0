import { quote } from '../../private/validation/validation';
import { type ConfigProblem } from '../config/problem';
import { type EqualRepositories } from '../stacks/equal-repositories';

/** The number of names in a message. */
const mostNamed = 3;

/** Says of a finding of a repository which equal ones have it too, because only the first of them is created. */
export function ofAllEqual(findings: readonly ConfigProblem[], groups: readonly EqualRepositories[]): ConfigProblem[] {
  const equal = new Map(
    groups.map(([first, ...others]) => [first.path, others.map(({ repository }) => repository.name)]),
  );
  return findings.map((finding) => {
    const others = equal.get(finding.path) ?? [];
    return others.length === 0 ? finding : { ...finding, message: `${finding.message} ${alsoOf(others)}` };
  });
}

function alsoOf(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed).map(quote);
  const more = names.length - shown.length;
  const list = [...shown, ...(more > 0 ? [`${more} more`] : [])];
  const last = list.pop() ?? '';
  return `The same is true for ${list.length > 0 ? `${list.join(', ')} and ${last}` : last}.`;
}
