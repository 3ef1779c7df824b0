import { isExcluded } from '../../templates/excluded-statement';
import { type GraphResource } from '../../templates/template-graph';
import { hasUnresolved } from '../../texts/symbolic-text';
import { type Answer, isSameText } from '../../texts/wildcard-match';
import { type FoundProblem, reviewRule } from '../review-rule';
import { textOf } from '../shape';
import { quoted, shown } from '../shown';

/** The settings that a registry has once, or once for each value of a property, with their names in messages. */
const settings: ReadonlyMap<string, { readonly words: string; readonly key?: string }> = new Map([
  ['AWS::ECR::RegistryPolicy', { words: 'the registry policy' }],
  ['AWS::ECR::RegistryScanningConfiguration', { words: 'the scanning of the registry' }],
  ['AWS::ECR::ReplicationConfiguration', { words: 'the replication of the registry' }],
  ['AWS::ECR::SigningConfiguration', { words: 'the signing of the registry' }],
  ['AWS::ECR::PullThroughCacheRule', { words: 'the pull-through rule', key: 'EcrRepositoryPrefix' }],
  ['AWS::ECR::RepositoryCreationTemplate', { words: 'the creation template', key: 'Prefix' }],
  ['AWS::ECR::PullTimeUpdateExclusion', { words: 'the pull time exclusion of', key: 'PrincipalArn' }],
]);

interface Owner {
  readonly resource: GraphResource;
  readonly words: string;
}

export const settingTwice = reviewRule({
  id: 'registry-setting-twice',
  severity: 'error',
  title: 'Two owners of one setting of a registry',
  findProblems: ({ resources }) => {
    const owners = resources.flatMap(ownerOf).sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
    return owners.flatMap((owner, index) => {
      const earlier = owners.slice(0, index).filter(({ words }) => words === owner.words);
      return problemsOf(owner, earlier);
    });
  },
});

function ownerOf(resource: GraphResource): Owner[] {
  const setting = settings.get(resource.type);
  if (setting === undefined) return [];
  const { words, key } = setting;
  if (key === undefined) return [{ resource, words }];
  const value = textOf(resource.properties[key]);
  return value === undefined ? [] : [{ resource, words: `${words} ${quoted(value)}` }];
}

function placeOf({ resource: { source } }: Owner): string {
  return `${source.template}\u0000${source.logicalId}`;
}

/** Reports the first earlier owner of the same registry. Without one, it reports the first that may be of the same registry. */
function problemsOf({ resource, words }: Owner, earlier: readonly Owner[]): FoundProblem[] {
  const answers = earlier.map((other) => ({ other: other.resource, same: isSameRegistry(resource, other.resource) }));
  const sure = answers.find(({ same }) => same === 'yes')?.other;
  const doubtful = answers.find(({ same }) => same === 'maybe')?.other;
  const { source } = resource;
  if (sure !== undefined) {
    return [
      {
        source,
        message: `${nameOf(resource)} and ${nameOf(sure)} both set ${words}. ECR has one for an account and a Region, so a deployment fails or replaces the setting of the other.`,
        fix: 'Keep it in one template, with all that both need.',
      },
    ];
  }
  if (doubtful === undefined) return [];
  return [
    {
      source,
      severity: 'note',
      message: `${nameOf(resource)} and ${nameOf(doubtful)} both set ${words}. ${doubtOf(resource, doubtful)}`,
      fix: 'Keep it in one template if both are deployed to one account and Region.',
    },
  ];
}

function isSameRegistry(one: GraphResource, other: GraphResource): Answer {
  if (one.source.template === other.source.template) {
    return one.source.logicalId === other.source.logicalId || isExcluded(one, other)
      ? 'no'
      : isBothConditional(one, other)
        ? 'maybe'
        : 'yes';
  }
  const answers = [isSameText(one.env.account, other.env.account), isSameText(one.env.region, other.env.region)];
  if (answers.includes('no')) return 'no';
  const texts = [one.env, other.env].flatMap(({ account, region }) => [account, region]);
  return texts.some(hasUnresolved) ? 'maybe' : 'yes';
}

/** Whether each exists only under conditions, so that the template may create one of them only. */
function isBothConditional({ when: one }: GraphResource, { when: other }: GraphResource): boolean {
  return one.length > 0 && other.length > 0 && one.join() !== other.join();
}

function doubtOf(one: GraphResource, other: GraphResource): string {
  return one.source.template === other.source.template
    ? 'Whether both exist at once depends on conditions of the template.'
    : 'They were not compared, because the templates do not show the account and Region of both.';
}

function nameOf({ source: { template, logicalId } }: GraphResource): string {
  return `'${shown(logicalId)}' of '${shown(template)}'`;
}
