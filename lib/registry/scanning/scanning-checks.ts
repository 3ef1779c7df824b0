import { type CfnResource, Token, Validations } from 'aws-cdk-lib';
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
  const filters = [...rules.continuous, ...rules.scanOnPush];
  settings.node.addValidation({
    validate: () => {
      const names = repositoriesOf(resource).map(({ name }) => name);
      if (names.length === 0 || names.some((name) => name === undefined)) return [];
      for (const filter of filters.filter((one) => !names.some((name) => name !== undefined && filterMatches(one, name)))) {
        Validations.of(settings).addWarning(
          'cdk-ecr-publishing:ScanFilterMatchesNothing',
          `The scan filter ${quote(filter)} matches no repository of this app. Correct it, if it is meant for one.`,
        );
      }
      return [];
    },
  });
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
  return resourcesOf(stack, CfnRepository.CFN_RESOURCE_TYPE_NAME).map((one) => {
    const { repositoryName, imageScanningConfiguration, node } = one as CfnRepository;
    const scanning = imageScanningConfiguration as { scanOnPush?: unknown } | undefined;
    return {
      path: (node.scope ?? one).node.path,
      name: repositoryName === undefined || Token.isUnresolved(repositoryName) ? undefined : repositoryName,
      scans: scanning?.scanOnPush === true,
    };
  });
}
