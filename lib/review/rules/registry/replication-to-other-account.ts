import { isSameText } from '../../texts/wildcard-match';
import { type GraphResource } from '../../templates/template-graph';
import { unlessOwn } from '../principals';
import { reviewRule } from '../review-rule';
import { fieldsOf, listOf, textOf, textsOf } from '../shape';
import { quoted, quotedList } from '../shown';
import { reviewedAccounts } from './reviewed-accounts';

export const replicationToOtherAccount = reviewRule({
  id: 'registry-copies-to-other-account',
  severity: 'warning',
  title: 'Images are copied to an account outside the review',
  findProblems: (graph) => {
    const known = reviewedAccounts(graph);
    return graph.resources
      .filter(({ type }) => type === 'AWS::ECR::ReplicationConfiguration')
      .flatMap((resource) =>
        destinationsOf(resource)
          .filter(({ account }) => isForeign(account, resource, known))
          .map(({ account, region, what }) => ({
            source: resource.source,
            message: `ECR copies ${what} to account '${account}'${unlessOwn(resource.env.account)} in ${region}. No template of that account is part of this review, so who can pull the copies is not known.`,
            fix: 'Remove the destination if the account is not yours. Otherwise review the templates of that account, too.',
          })),
      );
  },
});

interface Destination {
  readonly account: string;
  readonly region: string;
  readonly what: string;
}

/** The destinations, each account and Region once for the same images. */
function destinationsOf({ properties }: GraphResource): Destination[] {
  const { Rules: rules } = fieldsOf(properties.ReplicationConfiguration);
  const all = listOf(rules).flatMap((rule): Destination[] => {
    const { Destinations: destinations, RepositoryFilters: filters } = fieldsOf(rule);
    const prefixes = listOf(filters).flatMap((filter) => textsOf(fieldsOf(filter).Filter));
    const what =
      prefixes.length === 0 ? 'all images' : `the images of repositories that start with ${quotedList(prefixes)}`;
    return listOf(destinations).map((destination) => {
      const { RegistryId: account, Region: region } = fieldsOf(destination);
      return { account: textOf(account) ?? '', region: quoted(textOf(region) ?? ''), what };
    });
  });
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** Whether a literal account is neither the own one nor one of the reader. */
function isForeign(account: string, { env }: GraphResource, known: ReadonlySet<string>): boolean {
  return /^\d{12}$/.test(account) && isSameText(account, env.account) !== 'yes' && !known.has(account);
}
