import { Aspects, type CfnResource, Validations } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';
import { scansByDefault } from '../../repository/default-scanning';
import { filterMatches } from '../../private/oci/scan-filter';
import { quote } from '../../private/validation/validation';
import { knownName, repositoriesBeside } from '../idle-filters';
import { type ScanningRules } from './registry-scanning';

const shown = 5;

/** Reports repositories that scan pushes by their own setting, while the registry leaves them out. */
export function checkScanning(settings: IConstruct, resource: CfnResource, rules: ScanningRules): void {
  settings.node.addValidation({ validate: () => leftOutProblems(resource, rules) });
  // An aspect sees all repositories of the app, and its warnings are still printed.
  Aspects.of(settings).add({
    visit: (node) => {
      if (node !== settings) return;
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

function repositoriesOf(resource: CfnResource): FoundRepository[] {
  return repositoriesBeside(resource).map((one) => {
    const scanning = one.imageScanningConfiguration as { scanOnPush?: unknown } | undefined;
    return {
      path: (one.node.scope ?? one).node.path,
      name: knownName(one),
      scans: scanning?.scanOnPush === true,
      byDefault: scansByDefault(one),
    };
  });
}
