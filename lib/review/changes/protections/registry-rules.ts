import { fieldsOf, listOf, textOf } from '../../rules/shape';
import { quotedList } from '../../rules/shown';
import { matchesPattern } from '../../texts/wildcard-match';
import { type FoundChange } from '../change-kind';
import { type Comparison, type ResourcePair } from '../comparison';
import { filtersOf } from './scan-level';

/** The lists of repositories that a setting of the registry protects, by the type of the resource. */
const protectedBy: Readonly<Record<string, (rule: unknown) => readonly string[]>> = {
  'AWS::ECR::RegistryScanningConfiguration': filtersOf,
  'AWS::ECR::SigningConfiguration': (rule) =>
    listOf(fieldsOf(rule).RepositoryFilters).flatMap((filter) => textOf(fieldsOf(filter).Filter) ?? []),
};

/** Repositories that the registry no longer scans, or whose images it no longer signs. */
export function registryRules({ kept }: Comparison): FoundChange[] {
  return kept.flatMap(lostRules);
}

function lostRules({ before, after }: ResourcePair): FoundChange[] {
  const filtersIn = protectedBy[after.resource.type];
  if (!filtersIn) return [];
  const [were, are] = [before, after].map(({ resource }) => listOf(resource.properties.Rules).flatMap(filtersIn));
  const lost = (were ?? []).filter(
    (filter) => !(are ?? []).some((one) => one === filter || matchesPattern(one, filter) === 'yes'),
  );
  if (lost.length === 0) return [];
  return [
    {
      kind: 'protection lowered',
      what: `The ${after.type.word} no longer includes the repositories ${quotedList(lost)}`,
      why: after.type.loss,
      fix: 'Keep the rule, or check that another rule includes these repositories.',
      source: after.resource.source,
      rank: after.type.rank,
    },
  ];
}
