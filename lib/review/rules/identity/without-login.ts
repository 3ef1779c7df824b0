import { loginAction } from '../../../private/ecr-actions';
import { reviewRule } from '../review-rule';
import { shown } from '../shown';
import { allows } from '../statement-actions';
import { isWhollyKnown } from './login-rights';

export const withoutLogin = reviewRule({
  id: 'identity-without-login',
  severity: 'note',
  title: 'A push or pull without a login',
  look: ({ identities }) =>
    identities.flatMap((identity) => {
      const can = (action: string) => identity.policies.some((statement) => allows(statement, action));
      if (!isWhollyKnown(identity) || can(loginAction)) return [];
      if (!can('ecr:PutImage') && !can('ecr:GetDownloadUrlForLayer')) return [];
      return [
        {
          source: identity.resource.source,
          message: `The ${identity.kind} '${shown(identity.name)}' may push or pull images but not log in: without ecr:GetAuthorizationToken, docker login fails.`,
          fix: "Allow ecr:GetAuthorizationToken on '*' in a statement of its own.",
        },
      ];
    }),
});
