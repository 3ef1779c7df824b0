import { hasUnresolved } from '../../texts/symbolic-text';
import { parseArn } from '../../texts/arn';
import { isSameText } from '../../texts/wildcard-match';
import { type GraphResource } from '../../templates/template-graph';
import { reviewRule } from '../review-rule';
import { textOf } from '../shape';
import { quoted, shown } from '../shown';

const start = 'ecr-pullthroughcache/';

export const cacheCredentialRefused = reviewRule({
  id: 'registry-cache-credential-refused',
  severity: 'error',
  title: 'A credential of a pull-through rule that ECR cannot read',
  findProblems: ({ resources }) =>
    resources
      .filter(({ type }) => type === 'AWS::ECR::PullThroughCacheRule')
      .flatMap((resource) => {
        const problem = problemOf(resource);
        if (problem === undefined) return [];
        const prefix = shown(textOf(resource.properties.EcrRepositoryPrefix) ?? '');
        return [
          {
            source: resource.source,
            message: `The CredentialArn of the pull-through rule '${prefix}' ${problem}, so ECR refuses the rule or its pulls fail.`,
            fix: `Name a secret of the same account and Region whose name starts with '${start}'.`,
          },
        ];
      }),
});

/** @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-secret.html */
function problemOf({ properties, env }: GraphResource): string | undefined {
  const text = textOf(properties.CredentialArn);
  const arn = text === undefined ? undefined : parseArn(text);
  if (arn === undefined) return undefined;
  const { service, resource, region, account } = arn;
  if (!hasUnresolved(service) && service !== 'secretsmanager') return 'is not the ARN of a secret';
  const name = resource.replace(/^secret:/, '');
  const known = name.slice(0, start.length);
  if (!hasUnresolved(known) && known !== start) return `names the secret ${quoted(name)}`;
  if (isSameText(region, env.region) === 'no') return `is in Region ${quoted(region)}`;
  return isSameText(account, env.account) === 'no' ? `is in account ${quoted(account)}` : undefined;
}
