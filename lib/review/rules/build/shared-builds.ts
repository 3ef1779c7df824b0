import { type GraphResource } from '../../templates/template-graph';
import { readStatement } from '../../templates/statement';
import { type Value } from '../../templates/value';
import { parseArn } from '../../texts/arn';
import { isAnyone, isOfAnotherAccount, unlessOwn } from '../principals';
import { type FoundProblem, reviewRule } from '../review-rule';
import { fieldsOf, listOf, textOf, textsOf } from '../shape';
import { quoted, quotedList } from '../shown';

/** @see https://docs.aws.amazon.com/codebuild/latest/userguide/project-sharing.html */
export const sharedBuilds = reviewRule({
  id: 'build-shared-outside',
  severity: 'error',
  title: 'A project or report group that is shared with others',
  findProblems: ({ resources }) =>
    resources.flatMap((resource) => {
      if (resource.type === 'AWS::RAM::ResourceShare') return problemsOfShare(resource);
      return resource.type === 'Custom::AWS' ? problemsOfCall(resource) : [];
    }),
});

const fix = 'Share it with an organization or with the accounts that need it, and keep secrets out of plain variables.';

/** A share of AWS RAM, for accounts outside of the organization too unless `AllowExternalPrincipals` is false. */
function problemsOfShare({ source, properties, env }: GraphResource): FoundProblem[] {
  const shared = textsOf(properties.ResourceArns).filter(isOfCodeBuild);
  const isClosed = [false, 'false'].includes(properties.AllowExternalPrincipals as boolean | string);
  const others = textsOf(properties.Principals).filter((value) =>
    isOfAnotherAccount({ type: 'AWS', value }, env.account),
  );
  if (shared.length === 0 || isClosed || others.length === 0) return [];
  return [
    {
      source,
      severity: 'warning',
      message: `Share ${quoted(textOf(properties.Name) ?? source.logicalId)} shows ${quotedList(shared)} to ${quotedList(others)}${unlessOwn(env.account)}, which may be outside of the organization. They read its settings with all plain variables, its builds and its reports.`,
      fix,
    },
  ];
}

/** A policy that a custom resource of the CDK sets, since CloudFormation has no resource for it. */
function problemsOfCall({ source, properties, env }: GraphResource): FoundProblem[] {
  const calls = [properties.Create, properties.Update].map((text) => fieldsOf(parsed(text)));
  const call = calls.find(({ action }) => /^putResourcePolicy(Command)?$/i.test(textOf(action) ?? ''));
  const { resourceArn, policy } = fieldsOf(call?.parameters);
  const arn = textOf(resourceArn) ?? '';
  if (!isOfCodeBuild(arn)) return [];
  const statements = listOf(fieldsOf(parsed(policy)).Statement).map((one) => readStatement(one as Value, source, []));
  const principals = statements.flatMap((statement) =>
    statement.effect === 'Allow' && statement.conditions.length === 0 ? (statement.principals ?? []) : [],
  );
  const opening =
    principals.find(isAnyone) ?? principals.find((principal) => isOfAnotherAccount(principal, env.account));
  if (!opening) return [];
  return [
    {
      source,
      ...(isAnyone(opening) ? {} : { severity: 'warning' as const }),
      message: `The policy of ${quoted(arn)} lets ${quoted(opening.value)}${isAnyone(opening) ? '' : unlessOwn(env.account)} read it. That is its settings with all plain variables, its builds and its reports.`,
      fix,
    },
  ];
}

function isOfCodeBuild(arn: string): boolean {
  return parseArn(arn)?.service === 'codebuild';
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return {}; // a text that is known only at deploy
  }
}
