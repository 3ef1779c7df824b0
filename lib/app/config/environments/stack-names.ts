import { type EnvironmentConfig } from '../schema';

/** The kinds of stacks that an environment has. A stack is created only if it has something to hold. */
export const stackParts = ['repositories', 'publishers', 'builds', 'contributors', 'registry'] as const;

export type StackPart = (typeof stackParts)[number];

/** The name of a stack. It never changes: CloudFormation would create everything in the stack again. */
export function stackNameOf({ name }: Pick<EnvironmentConfig, 'name'>, part: StackPart, shard = 1): string {
  const suffixes = [part === 'repositories' ? '' : `-${part}`, shard === 1 ? '' : `-${shard}`];
  return `ecr-publishing-${name}${suffixes.join('')}`;
}

/** Returns the environment whose stacks could get the name of another environment's stack, as `prod` and `prod-2` could. */
export function environmentWithStackOf(name: string, others: readonly string[]): string | undefined {
  return others.find((other) => {
    const rest = name.startsWith(`${other}-`) ? name.slice(other.length) : '';
    return new RegExp(`^(-(${stackParts.join('|')}))?(-\\d+)?$`).test(rest) && rest !== '';
  });
}
