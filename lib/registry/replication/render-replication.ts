import { Token } from 'aws-cdk-lib';
import { type CfnReplicationConfiguration } from 'aws-cdk-lib/aws-ecr';
import { accountIdRule } from '../../private/aws/account-id';
import { awsLimits } from '../../private/aws/limits';
import { partitionOfRegion } from '../../private/aws/region-partition';
import { knownRegionRule } from '../../private/aws/known-regions';
import { textRule } from '../../private/validation/text';
import {
  type Problem,
  type Rule,
  firstProblem,
  quote,
  refuseIf,
  validate,
  validateEach,
  validateList,
} from '../../private/validation/validation';
import { type ReplicationRule } from './replication-rule';

/** The account and the Region of a registry. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

const { replicationDestinations, replicationFilters, replicationRules } = awsLimits.ecr;
const what = "the start of repository names, like 'prod/'";
const form = /^(?:[a-z0-9]+(?:[._-][a-z0-9]*)*\/)*[a-z0-9]*(?:[._-][a-z0-9]*)*$/;

/** The start of the names of repositories that are copied. It may be a part of a name. */
export const replicationPrefixRule: Rule = (value) =>
  firstProblem(value, textRule(what), (checked) => {
    const text = checked as string;
    if (/[*?]/.test(text)) return `must be ${what}, got ${quote(text)}. Omit the wildcard.`;
    if (form.test(text) && text.length >= 2 && text.length <= 256) return undefined;
    return `must be ${what}, got ${quote(text)}. Use 2 to 256 lower case letters, digits and '._-/'.`;
  });

/** Renders the replication of a registry. Throws if ECR would refuse the rules, or if one copies to the registry itself. */
export function renderReplication(
  rules: readonly ReplicationRule[],
  here: Place,
): CfnReplicationConfiguration.ReplicationConfigurationProperty {
  validateList('replication', rules);
  refuseIf('replication', tooMany(rules.length, replicationRules, 'rules'));
  rules.forEach((rule, index) => {
    validateRule(`replication[${index}]`, rule, here);
    rules.slice(0, index).forEach((earlier, before) => {
      refuseIf(`replication[${index}]`, sameCopyProblem(rule, earlier, before, here));
    });
  });
  const all = rules.flatMap(({ destinations }) => destinations.map((one) => nameOf(one, here)));
  refuseIf('replication', tooMany(new Set(all).size, replicationDestinations, 'different destinations'));
  return {
    rules: rules.map(({ destinations, repositoryPrefixes }) => ({
      destinations: destinations.map(({ region, account }) => ({ region, registryId: account ?? here.account })),
      ...(repositoryPrefixes && {
        repositoryFilters: repositoryPrefixes.map((filter) => ({ filter, filterType: 'PREFIX_MATCH' })),
      }),
    })),
  };
}

function validateRule(path: string, { destinations, repositoryPrefixes }: ReplicationRule, here: Place): void {
  validateList(`${path}.destinations`, destinations);
  destinations.forEach(({ region, account }, index) => {
    const at = `${path}.destinations[${index}]`;
    validate(`${at}.region`, region, knownRegionRule);
    if (account !== undefined) validate(`${at}.account`, account, accountIdRule);
    refuseIf(at, partitionProblem(region, here) ?? ownProblem({ region, account }, here));
    const names = destinations.map((one) => nameOf(one, here));
    refuseIf(
      at,
      names.indexOf(names[index] ?? '') < index
        ? 'must be listed once, got it again. Remove it or correct it.'
        : undefined,
    );
  });
  if (repositoryPrefixes === undefined) return;
  validateEach(`${path}.repositoryPrefixes`, repositoryPrefixes, replicationPrefixRule);
  refuseIf(`${path}.repositoryPrefixes`, tooMany(repositoryPrefixes.length, replicationFilters, 'prefixes'));
  repositoryPrefixes.forEach((prefix, index) => {
    const other = repositoryPrefixes.find(
      (one, before) => before !== index && prefix.startsWith(one) && (one !== prefix || before < index),
    );
    refuseIf(
      `${path}.repositoryPrefixes[${index}]`,
      other === undefined
        ? undefined
        : `must not start with another prefix of the rule, got ${quote(prefix)} and ${quote(other)}. Remove it.`,
    );
  });
}

function nameOf({ region, account }: { region: string; account?: string }, here: Place): string {
  return `${account ?? here.account}/${region}`;
}

function ownProblem(destination: { region: string; account?: string }, here: Place): Problem {
  return nameOf(destination, here) === nameOf(here, here)
    ? `must be another registry, got the account and the Region of the settings, ${quote(here.region)}. Choose another Region.`
    : undefined;
}

function partitionProblem(region: string, here: Place): Problem {
  if (Token.isUnresolved(region) || Token.isUnresolved(here.region)) return undefined;
  const [there, own] = [partitionOfRegion(region), partitionOfRegion(here.region)];
  return there !== undefined && own !== undefined && there !== own
    ? `must be in the partition of the settings, ${own}, got ${quote(region)} of ${there}. ECR copies within one partition only.`
    : undefined;
}

/** Two rules that copy the same images to the same registry. ECR copies once, so one of the rules was meant to be different. */
function sameCopyProblem(rule: ReplicationRule, earlier: ReplicationRule, index: number, here: Place): Problem {
  const names = earlier.destinations.map((one) => nameOf(one, here));
  const shared = rule.destinations.find((one) => names.includes(nameOf(one, here)));
  if (shared === undefined || !sharesPrefix(rule, earlier)) return undefined;
  return `must not copy the images of \`replication[${index}]\` to ${quote(shared.region)} again. Join the two rules, or separate their prefixes.`;
}

/** Whether two rules copy images of the same repositories. */
export function sharesPrefix(one: ReplicationRule, other: ReplicationRule): boolean {
  const all = [''];
  const { repositoryPrefixes: ours = all } = one;
  const { repositoryPrefixes: theirs = all } = other;
  return ours.some((prefix) => theirs.some((their) => prefix.startsWith(their) || their.startsWith(prefix)));
}

function tooMany(count: number, most: number, things: string): Problem {
  return count <= most
    ? undefined
    : `must have at most ${most} ${things}, got ${count}. ECR accepts no more in one registry.`;
}
