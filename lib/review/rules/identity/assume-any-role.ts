import { anyName, everyRole } from '../every-resource';
import { grantingStatement, iamArn } from '../escalation/granting-statement';
import { pathHeadsOf } from '../escalation/path-heads';
import { reviewRule } from '../review-rule';

export const assumeAnyRole = reviewRule({
  id: 'identity-assume-any-role',
  severity: 'warning',
  title: 'sts:AssumeRole on every role',
  findProblems: (graph) =>
    pathHeadsOf(graph).flatMap(({ identity, words }) => {
      const attempt = { action: 'sts:AssumeRole', arn: iamArn(identity, `role/${anyName}`) };
      const statement = grantingStatement(identity, attempt);
      if (statement === undefined) return [];
      return [
        {
          source: statement.source,
          message: `${words} It may assume every role that trusts the account (${everyRole(statement)?.words ?? 'every name'}), also those that are created later.`,
          fix: 'Name the roles in Resource, or limit them by a tag with StringEquals aws:ResourceTag.',
        },
      ];
    }),
});
