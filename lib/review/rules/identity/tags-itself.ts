import { type IdentityNode } from '../../templates/template-graph';
import { grantingStatement } from '../escalation/granting-statement';
import { anyName } from '../every-resource';
import { type FoundProblem, reviewRule } from '../review-rule';
import { quoted, shown } from '../shown';
import { principalTagsIn, repositoryTagsIn, settingTag } from '../tags-in-policies';

export const tagsItself = reviewRule({
  id: 'identity-tags-itself',
  severity: 'warning',
  title: 'An identity that sets the tags by which it has access',
  findProblems: ({ identities }) =>
    identities.flatMap((identity) => [...byOwnTag(identity), ...byRepositoryTag(identity)].slice(0, 1)),
});

const ownActions: Partial<Record<IdentityNode['kind'], string>> = { role: 'iam:TagRole', user: 'iam:TagUser' };

function byOwnTag(identity: IdentityNode): FoundProblem[] {
  const action = ownActions[identity.kind];
  if (action === undefined) return [];
  return principalTagsIn(identity.policies).flatMap((tag) => {
    const statement = grantingStatement(identity, { action, arn: identity.arn, context: settingTag(tag) });
    return statement === undefined
      ? []
      : problem(identity, statement.source, `by its own tag ${quoted(tag)}, and may set that tag (${action})`);
  });
}

/** Whether it may give its tag to repositories that do not have it. */
function byRepositoryTag(identity: IdentityNode): FoundProblem[] {
  const action = 'ecr:TagResource';
  const { env } = identity.resource;
  const arn = `arn:${env.partition}:ecr:${env.region}:${identity.account}:repository/${anyName}`;
  return repositoryTagsIn(identity.policies).flatMap((tag) => {
    const statement = grantingStatement(identity, { action, arn });
    return statement === undefined
      ? []
      : problem(
          identity,
          statement.source,
          `to repositories by their tag ${quoted(tag)}, and may tag any repository (${action})`,
        );
  });
}

function problem(identity: IdentityNode, source: FoundProblem['source'], how: string): FoundProblem[] {
  return [
    {
      source,
      message: `The ${identity.kind} '${shown(identity.name)}' has access ${how}. So the tag does not limit it.`,
      fix: 'Leave the right to tag to another role, or limit it by StringEquals aws:ResourceTag to resources that have the tag already.',
    },
  ];
}
