import { Aspects, type CfnResource, Token, Validations } from 'aws-cdk-lib';
import { CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { type IConstruct } from 'constructs';
import { resourcesOf } from '../private/constructs/second-owner';
import { rootPrefix } from '../private/oci/registry-prefix';
import { filterCanMatchBelow, filterMatches } from '../private/oci/scan-filter';
import { quote } from '../private/validation/validation';

/** A kind of filter for repositories: its name, its warning, and what it matches. */
interface FilterKind {
  readonly name: string;
  readonly warning: string;
  readonly matches: (filter: string, name: string) => boolean;
  /** Whether it can match a repository whose name starts with a prefix. */
  readonly canMatchBelow: (filter: string, prefix: string) => boolean;
}

const wildcard = { matches: filterMatches, canMatchBelow: filterCanMatchBelow };

/** The kinds of filters that the settings of a registry have. */
export const filterKinds = {
  scan: { name: 'scan filter', warning: 'ScanFilterMatchesNothing', ...wildcard },
  signing: { name: 'signing filter', warning: 'SigningFilterMatchesNothing', ...wildcard },
  replication: {
    name: 'replication prefix',
    warning: 'ReplicationPrefixMatchesNothing',
    matches: (filter, name) => name.startsWith(filter),
    canMatchBelow: (filter, prefix) => filter.startsWith(prefix) || prefix.startsWith(filter),
  },
} as const satisfies Record<string, FilterKind>;

/**
 * Warns of filters that match no repository of the app in the account and Region. `createdBelow` has the prefixes below which ECR itself
 * creates repositories, whose names the app does not have.
 */
export function warnOfIdleFilters(
  settings: IConstruct,
  resource: CfnResource,
  { name: kind, warning, matches, canMatchBelow }: FilterKind,
  filters: readonly string[],
  createdBelow: readonly string[],
): void {
  const prefixes = createdBelow.filter((prefix) => prefix !== rootPrefix).map((prefix) => `${prefix}/`);
  const compared = [...new Set(filters)]
    .filter((filter) => !Token.isUnresolved(filter))
    .filter((filter) => !prefixes.some((prefix) => canMatchBelow(filter, prefix)));
  if (compared.length === 0) return;
  // An aspect sees all repositories of the app, and its warnings are still printed.
  Aspects.of(settings).add({
    visit: (node) => {
      if (node !== settings) return;
      const names = repositoriesBeside(resource).map(knownName);
      if (names.length === 0) return;
      for (const filter of compared) {
        if (names.some((name) => name === undefined || matches(filter, name))) continue;
        Validations.of(settings).addWarning(
          `cdk-ecr-publishing:${warning}`,
          `The ${kind} ${quote(filter)} matches no repository of this app. Correct it, if it is meant for one.`,
        );
      }
    },
  });
}

/** The repositories of the app in the account and Region of a resource. */
export function repositoriesBeside({ stack }: CfnResource): CfnRepository[] {
  return resourcesOf(stack, CfnRepository.CFN_RESOURCE_TYPE_NAME).filter((one) => one instanceof CfnRepository);
}

/** The name of a repository. Undefined if it is known at deployment only. */
export function knownName({ repositoryName }: CfnRepository): string | undefined {
  return repositoryName === undefined || Token.isUnresolved(repositoryName) ? undefined : repositoryName;
}
