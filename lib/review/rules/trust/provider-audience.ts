import { hasUnresolved } from '../../texts/symbolic-text';
import { type ProviderNode } from '../../templates/template-graph';
import { reviewRule } from '../review-rule';
import { quoted } from '../shown';
import { tokenIssuerOf } from '../../issuers/token-issuers';
import { gitHub } from '../../issuers/github';

export const providerAudience = reviewRule({
  id: 'oidc-provider-audience',
  severity: 'warning',
  title: 'An OIDC provider with audiences that no login should have',
  findProblems: ({ providers }) =>
    providers.flatMap((provider) => {
      const message = problemOf(provider);
      if (message === undefined) return [];
      return [
        {
          source: provider.resource.source,
          message,
          fix: "List the audience that the runs request, and no other. For GitHub, that is 'sts.amazonaws.com'.",
        },
      ];
    }),
});

function problemOf({ audiences, issuer }: ProviderNode): string | undefined {
  if (audiences.length === 0) return 'The provider lists no audience. IAM refuses all of its tokens.';
  if (tokenIssuerOf(issuer)?.name !== gitHub.name) return undefined;
  const other = audiences.find((audience) => audience !== 'sts.amazonaws.com' && !hasUnresolved(audience));
  return (
    other &&
    `The provider accepts tokens for ${quoted(other)}. They were made for another service, which can replay them here.`
  );
}
