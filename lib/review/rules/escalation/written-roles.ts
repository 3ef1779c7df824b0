import { type IdentityNode } from '../../templates/template-graph';
import { parseArn } from '../../texts/arn';
import { exampleOf } from '../arn-example';
import { rightsOf } from '../identity-rights';
import { readableAllows } from '../resource-policies';
import { quoted } from '../shown';
import { allows } from '../statement-actions';
import { grantingStatement, newPolicy } from './granting-statement';
import { passTo, runsOf } from './passed-roles';
import { type WayToMore } from './way-to-more';

/** The writes that give another role or user everything, and those that let the identity become it. */
const pairs: readonly {
  readonly of: string;
  readonly writes: readonly string[];
  readonly enters: readonly string[];
}[] = [
  {
    of: 'role/',
    writes: ['iam:PutRolePolicy', 'iam:AttachRolePolicy'],
    enters: ['iam:CreateRole', 'iam:UpdateAssumeRolePolicy', 'sts:AssumeRole'],
  },
  {
    of: 'user/',
    writes: ['iam:PutUserPolicy', 'iam:AttachUserPolicy'],
    enters: ['iam:CreateAccessKey', 'iam:CreateLoginProfile', 'iam:UpdateLoginProfile'],
  },
];

/** More resources of a policy are not evaluated. */
const mostResources = 50;

/** The ways through roles and users under a name: it gives them everything, and becomes one of them. */
export function writtenRoles(identity: IdentityNode): WayToMore[] {
  return pairs.flatMap(({ of, writes, enters }) =>
    writes
      .flatMap((write) =>
        patternsOf(identity, write).flatMap((pattern) => wayBy(identity, pattern, { of, write, enters })),
      )
      .slice(0, 1),
  );
}

function patternsOf(identity: IdentityNode, action: string): string[] {
  const statements = readableAllows(identity.policies).filter((statement) => allows(statement, action));
  return [...new Set(statements.flatMap(({ resources = ['*'] }) => resources))].slice(0, mostResources);
}

interface Pair {
  readonly of: string;
  readonly write: string;
  readonly enters: readonly string[];
}

function wayBy(identity: IdentityNode, pattern: string, { of, write, enters }: Pair): WayToMore[] {
  const arn = exampleOf(pattern, { ...rightsOf(identity).likeOf(write), resource: `${of}x` });
  if (arn === identity.arn || parseArn(arn)?.resource.startsWith(of) !== true) return [];
  const may = (action: string) => grantingStatement(identity, { action, arn, context: newPolicy });
  const statement = may(write);
  if (statement === undefined) return [];
  const enter =
    enters.find((action) => may(action) !== undefined) ?? (of === 'role/' ? passes(identity, arn) : undefined);
  if (enter === undefined) return [];
  const kind = of === 'role/' ? 'a role' : 'a user';
  const words = `use ${write} on ${quoted(pattern)}, which makes ${kind} an administrator, and become it by ${enter}`;
  return [{ statement, words, name: write }];
}

function passes(identity: IdentityNode, arn: string): string | undefined {
  const found = runsOf(identity).find(({ run }) => grantingStatement(identity, passTo(arn, run.service)) !== undefined);
  return found && ['iam:PassRole', ...found.actions].join(' and ');
}
