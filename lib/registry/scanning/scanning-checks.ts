import { Aspects, type CfnResource, Token, Validations } from 'aws-cdk-lib';
import { CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { type IConstruct } from 'constructs';
import { resourcesOf } from '../../private/constructs/second-owner';
import { scansByDefault } from '../../repository/default-scanning';
import { filterMatches } from '../../private/oci/scan-filter';
import { quote } from '../../private/validation/validation';
import { type ScanningRules } from './registry-scanning';

const shown = 5;

/** Reports repositories that scan pushes by their own setting, while the registry leaves them out, and filters that match none. */
export function checkScanning(settings: IConstruct, resource: CfnResource, rules: ScanningRules): void {
  settings.node.addValidation({ validate: () => leftOutProblems(resource, rules) });
  // An aspect sees all repositories of the app, and its warnings are still printed.
  Aspects.of(settings).add({
    visit: (node) => {
      if (node !== settings) return;
      warnOfIdleFilters(settings, resource, rules);
      warnOfLeftOut(settings, resource, rules);
    },
  });
}

function warnOfLeftOut(settings: IConstruct, resource: CfnResource, rules: ScanningRules): void {
  const leftOut = repositoriesOf(resource).filter((one) => one.scans && one.byDefault && isLeftOut(one, rules));
  if (leftOut.length === 0) return;
  Validations.of(settings).addWarning(
    'cdk-ecr-publishing:NotScannedByRegistry',
    `The scan filters of the registry match no name of ${pathsOf(leftOut)}, so ${happens[rules.type]}. Add a filter, if they hold images ` +
      'that run.',
  );
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

function leftOutProblems(resource: CfnResource, rules: ScanningRules): string[] {
  const leftOut = repositoriesOf(resource).filter((one) => one.scans && !one.byDefault && isLeftOut(one, rules));
  if (leftOut.length === 0) return [];
  return [
    `\`scanning\` of the registry must match each repository with \`imageScanOnPush\`, got no filter for ${pathsOf(leftOut)}. The registry's ` +
      `setting overrides theirs, so ${happens[rules.type]}. Add a filter, or set \`imageScanOnPush: false\` there.`,
  ];
}

function isLeftOut({ name }: FoundRepository, { continuous, scanOnPush }: ScanningRules): boolean {
  return name !== undefined && ![...continuous, ...scanOnPush].some((filter) => filterMatches(filter, name));
}

function pathsOf(repositories: readonly FoundRepository[]): string {
  const paths = repositories.slice(0, shown).map(({ path }) => quote(path));
  const more = repositories.length > shown ? ` and ${repositories.length - shown} more` : '';
  return paths.join(', ') + more;
}

const happens = {
  BASIC: 'ECR scans them only if a user starts the scan',
  ENHANCED: 'ECR does not scan them',
} as const;

interface FoundRepository {
  readonly path: string;
  /** Undefined if it is known at deployment only. */
  readonly name: string | undefined;
  readonly scans: boolean;
  /** Whether the scan is the default of an `ImageRepository`, which the app did not set. */
  readonly byDefault: boolean;
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
        byDefault: scansByDefault(one),
      };
    });
}
