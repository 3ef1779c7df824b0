import { Aspects, type CfnResource, Token, Validations } from 'aws-cdk-lib';
import { CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { type IConstruct } from 'constructs';
import { resourcesOf } from '../../private/constructs/second-owner';
import { quote } from '../../private/validation/validation';
import { type ScanningRules } from './registry-scanning';
import { filterMatches } from './scan-filter';

const shown = 5;

/** Reports repositories that scan pushes by their own setting, while the registry leaves them out, and filters that match none. */
export function checkScanning(settings: IConstruct, resource: CfnResource, rules: ScanningRules): void {
  settings.node.addValidation({ validate: () => leftOutProblems(resource, rules) });
  // An aspect sees all repositories of the app, and its warnings are still printed.
  Aspects.of(settings).add({
    visit: (node) => {
      if (node === settings) warnOfIdleFilters(settings, resource, rules);
    },
  });
}

function warnOfIdleFilters(
  settings: IConstruct,
  resource: CfnResource,
  { continuous, scanOnPush }: ScanningRules,
): void {
  const names = repositoriesOf(resource).map(({ name }) => name);
  if (names.length === 0) return;
  for (const filter of [...continuous, ...scanOnPush]) {
    if (names.some((name) => name === undefined || filterMatches(filter, name))) continue;
    Validations.of(settings).addWarning(
      'cdk-ecr-publishing:ScanFilterMatchesNothing',
      `The scan filter ${quote(filter)} matches no repository of this app. Correct it, if it is meant for one.`,
    );
  }
}

function leftOutProblems(resource: CfnResource, { type, continuous, scanOnPush }: ScanningRules): string[] {
  const filters = [...continuous, ...scanOnPush];
  const leftOut = repositoriesOf(resource).filter(
    ({ name, scans }) => scans && name !== undefined && !filters.some((filter) => filterMatches(filter, name)),
  );
  if (leftOut.length === 0) return [];
  const paths = leftOut.slice(0, shown).map(({ path }) => quote(path));
  const more = leftOut.length > shown ? ` and ${leftOut.length - shown} more` : '';
  const happens = type === 'BASIC' ? 'ECR scans them only if a user starts the scan' : 'ECR does not scan them';
  return [
    `\`scanning\` of the registry must match each repository with \`imageScanOnPush\`, got no filter for ${paths.join(', ')}${more}. ` +
      `The setting of the registry overrides theirs, so ${happens}. Add a filter, or set \`imageScanOnPush: false\` there.`,
  ];
}

interface FoundRepository {
  readonly path: string;
  /** Undefined if it is known at deployment only. */
  readonly name: string | undefined;
  readonly scans: boolean;
}

function repositoriesOf({ stack }: CfnResource): FoundRepository[] {
  const resources = resourcesOf(stack, CfnRepository.CFN_RESOURCE_TYPE_NAME);
  return resources
    .filter((one) => one instanceof CfnRepository)
    .map((one) => {
      const { repositoryName, imageScanningConfiguration, node } = one;
      const scanning = imageScanningConfiguration as { scanOnPush?: unknown } | undefined;
      return {
        path: (node.scope ?? one).node.path,
        name: repositoryName === undefined || Token.isUnresolved(repositoryName) ? undefined : repositoryName,
        scans: scanning?.scanOnPush === true,
      };
    });
}
