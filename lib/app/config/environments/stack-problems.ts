import { groupedBy } from '../../../private/values/grouped-by';
import { type ConfigProblem } from '../problem';
import { type RegistryConfig } from '../schema';
import { environmentWithStackOf } from './stack-names';

/** Environments whose stacks could have one name, and accounts with two homes. */
export function stackProblems({ environments }: RegistryConfig): ConfigProblem[] {
  const names = environments.map(({ name }) => name);
  const sameStack = environments.flatMap(({ name }, index) => {
    const other = environmentWithStackOf(name, names);
    if (other === undefined) return [];
    const message = `must not be '${name}', because a stack of environment '${other}' can get the same name. Choose another name.`;
    return [{ path: `environments[${index}].name`, message }];
  });
  return [...sameStack, ...homeProblems({ environments })];
}

function homeProblems({ environments }: Pick<RegistryConfig, 'environments'>): ConfigProblem[] {
  const homes = environments.flatMap(({ name, account, home }, index) => (home ? [{ name, account, index }] : []));
  return groupedBy(homes, ({ account }) => account).flatMap(([first, ...others]) =>
    others.map(({ index }) => ({
      path: `environments[${index}].home`,
      message: `must be true for one environment of account ${first.account}, and '${first.name}' has it too. Remove one.`,
    })),
  );
}
