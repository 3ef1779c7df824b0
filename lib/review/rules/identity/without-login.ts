import { loginAction } from '../../../private/aws/ecr-actions';
import { isWhollyKnown, rightsOf } from '../identity-rights';
import { reviewRule } from '../review-rule';
import { shown } from '../shown';

export const withoutLogin = reviewRule({
  id: 'identity-without-login',
  severity: 'note',
  title: 'A push or pull without a login',
  findProblems: ({ identities }) =>
    identities.flatMap((identity) => {
      const rights = rightsOf(identity);
      if (!isWhollyKnown(identity) || rights.can(loginAction)) return [];
      if (!rights.can('ecr:PutImage') && !rights.can('ecr:GetDownloadUrlForLayer')) return [];
      return [
        {
          source: identity.resource.source,
          message: `The ${identity.kind} '${shown(identity.name)}' may push or pull images but may not log in. Without ecr:GetAuthorizationToken, docker login fails.`,
          fix: "Allow ecr:GetAuthorizationToken on '*' in its own statement.",
        },
      ];
    }),
});
