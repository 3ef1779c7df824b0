import { type Stack } from 'aws-cdk-lib';
import { CfnProject } from 'aws-cdk-lib/aws-codebuild';
import { CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { CfnOIDCProvider, CfnRole } from 'aws-cdk-lib/aws-iam';
import { type StackPart } from '../config/environments/stack-names';
import { type IConstruct } from 'constructs';
import { type ConfigProblem } from '../config/problem';
import { type RegistryConfig } from '../config/schema';
import { type EnvironmentStacks } from './environment-stacks';

/** A resource with a fixed name that another stack creates than before. CloudFormation cannot create a name that exists. */
export interface Move {
  readonly kind: 'repository' | 'role' | 'identity provider' | 'build';
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** The environment that had it. */
  readonly environment: string;
  /** Whether the stacks are of one environment and kind, so that only the number of shards moves it. */
  readonly betweenShards: boolean;
}

interface Placed extends Pick<Move, 'kind' | 'name'> {
  readonly stack: string;
  readonly environment: string;
  readonly part: StackPart;
}

/** The resources that move between the stacks of an older config and those of a newer one. */
export function movesBetween(older: readonly EnvironmentStacks[], newer: readonly EnvironmentStacks[]): Move[] {
  const before = placed(older);
  return [...placed(newer)].flatMap(([id, { kind, name, stack: to, environment, part }]) => {
    const was = before.get(id);
    if (was === undefined || was.stack === to) return [];
    const betweenShards = was.environment === environment && was.part === part;
    return [{ kind, name, from: was.stack, to, environment: was.environment, betweenShards }];
  });
}

/** The problem of each move that `reshard` does not allow. */
export function moveProblems(moves: readonly Move[], old: RegistryConfig, config: RegistryConfig): ConfigProblem[] {
  const [before, now] = [old.shards ?? 1, config.shards ?? 1];
  const ofShards = moves.filter(({ betweenShards }) => betweenShards);
  const others = moves.filter(({ betweenShards }) => !betweenShards);
  return [
    ...(ofShards.length > 0 && !config.reshard
      ? [
          {
            path: 'shards',
            message:
              `must stay ${before}, got ${now}. ${ofShards.length} named resources would move to other stacks, and ` +
              'CloudFormation cannot create a name that exists. Set `reshard: true` to list the moves.',
          },
        ]
      : []),
    ...others.map((move) => ({ path: 'environments', message: otherMove(move, config) })),
  ];
}

/** One line for each move. */
export function moveLines(moves: readonly Move[]): string[] {
  return moves.map(({ kind, name, from, to }) => `${kind} ${name}: from ${from} to ${to}`);
}

function otherMove({ kind, name, from, to, environment }: Move, config: RegistryConfig): string {
  const problem =
    `must keep ${kind} '${name}' in stack ${from}, got ${to}. ` + 'CloudFormation cannot create a name that exists. ';
  const isShared = kind === 'role' || kind === 'identity provider';
  return isShared && config.environments.some((one) => one.name === environment)
    ? `${problem}Set \`home: true\` at environment '${environment}'.`
    : `${problem}Change it back, or move it with 'npx cdk refactor'.`;
}

function placed(environments: readonly EnvironmentStacks[]): Map<string, Placed> {
  return new Map(
    environments.flatMap(({ config, stacks }) =>
      stacks.flatMap((stack) =>
        stack.node.findAll().flatMap((construct): [string, Placed][] => {
          const named = namedResource(construct, stack);
          if (named === undefined) return [];
          const { id, kind, name } = named;
          return [[id, { kind, name, stack: stack.stackName, environment: config.name, part: stack.part }]];
        }),
      ),
    ),
  );
}

function namedResource(construct: IConstruct, { account, region }: Stack) {
  const [kind, name, place] = kindOf(construct, account, `${account}/${region}`);
  return kind === undefined || name === undefined ? undefined : { kind, name, id: [kind, place, name].join('|') };
}

function kindOf(construct: IConstruct, global: string, regional: string): [Move['kind']?, string?, string?] {
  if (CfnRepository.isCfnRepository(construct)) return ['repository', construct.repositoryName, regional];
  if (CfnProject.isCfnProject(construct)) return ['build', construct.name, regional];
  if (CfnRole.isCfnRole(construct)) return ['role', construct.roleName, global];
  if (CfnOIDCProvider.isCfnOIDCProvider(construct)) return ['identity provider', construct.url, global];
  return [];
}
