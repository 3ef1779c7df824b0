import { type Fields, fieldsOf, listOf, textOf } from '../../rules/shape';
import { quotedList } from '../../rules/shown';
import { matchesPattern } from '../../texts/wildcard-match';
import { type FoundChange } from '../change-kind';
import { type Comparison, type ResourcePair } from '../comparison';
import { filtersOf } from './scan-level';

/** The parts that a setting of the registry includes by its rules. */
interface RegistrySetting {
  readonly rules: (properties: Fields) => unknown;
  readonly partsOf: (rule: unknown) => readonly string[];
  /** The word for the parts. */
  readonly parts: string;
}

const settings: Readonly<Record<string, RegistrySetting>> = {
  'AWS::ECR::RegistryScanningConfiguration': { rules: ({ Rules }) => Rules, partsOf: filtersOf, parts: 'repositories' },
  'AWS::ECR::SigningConfiguration': {
    rules: ({ Rules }) => Rules,
    partsOf: (rule) =>
      listOf(fieldsOf(rule).RepositoryFilters).flatMap((filter) => textOf(fieldsOf(filter).Filter) ?? []),
    parts: 'repositories',
  },
  'AWS::ECR::ReplicationConfiguration': {
    rules: ({ ReplicationConfiguration }) => fieldsOf(ReplicationConfiguration).Rules,
    partsOf: (rule) =>
      listOf(fieldsOf(rule).Destinations).map((one) => {
        const { RegistryId: account, Region: region } = fieldsOf(one);
        return `${String(account)} in ${String(region)}`;
      }),
    parts: 'registries',
  },
};

/** Repositories that the registry no longer scans, or whose images it no longer signs, and registries without copies. */
export function registryRules({ kept }: Comparison): FoundChange[] {
  return kept.flatMap(lostRules);
}

function lostRules({ before, after }: ResourcePair): FoundChange[] {
  const setting = settings[after.resource.type];
  if (!setting) return [];
  const { rules, partsOf, parts } = setting;
  const [were = [], are = []] = [before, after].map(({ resource }) =>
    listOf(rules(resource.properties)).flatMap(partsOf),
  );
  const lost = were.filter((part) => !are.some((one) => one === part || matchesPattern(one, part) === 'yes'));
  if (lost.length === 0) return [];
  return [
    {
      kind: 'protection lowered',
      what: `The ${after.type.word} no longer includes the ${parts} ${quotedList(lost)}`,
      why: after.type.loss,
      fix: `Keep the rule, or check that another rule includes these ${parts}.`,
      source: after.resource.source,
      rank: after.type.rank,
    },
  ];
}
