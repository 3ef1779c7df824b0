import { Stack } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type Construct } from 'constructs';
import { knownRepositoryArn, knownRepositoryName } from '../private/aws/arn';
import { pullActions } from '../private/aws/ecr-actions';
import { foreignArnProblem } from '../private/aws/partition';
import { packStatements } from '../private/aws/pack-statements';
import { type StatementJson } from '../private/aws/policy-document';
import { registryHost } from '../private/oci/registry-host';
import { listProblem, refuseIf } from '../private/validation/validation';
import { type BaseImageOptions } from './base-image-options';
import { refuseRepeatedRegistries } from './image-registry';
import { bindMirrors, type BoundMirror, type EcrRegistry } from './registry-mirror';

/** The rights and logins that the images of others need. */
export interface BoundBaseImages {
  /** The ECR registries to log in to, each once, without the registry of the image itself. */
  readonly ecrRegistries: readonly EcrRegistry[];
  readonly mirrors: readonly BoundMirror[];
  readonly statements: StatementJson[];
}

/**
 * Validates the images of others, and returns the rights and logins that they need.
 *
 * @param home the repository of the image itself, whose registry the build logs in to anyway.
 */
export function bindBaseImages(scope: Construct, options: BaseImageOptions, home?: IRepository): BoundBaseImages {
  const { baseImages = [], registries = [] } = options;
  refuseIf('baseImages', listProblem(baseImages));
  refuseIf('registries', listProblem(registries));
  refuseBaseImages(scope, baseImages);
  refuseRepeatedRegistries('registries', registries);
  const mirrors = bindMirrors(scope, options.mirrors ?? []);
  return {
    ecrRegistries: distinctRegistries(
      [...baseImages.map(ecrRegistryOf), ...mirrors.flatMap(({ registry }) => registry ?? [])],
      home && ecrRegistryOf(home),
    ),
    mirrors,
    statements: packStatements({ Sid: 'PullBaseImages', Action: pullActions }, baseImages.map(knownRepositoryArn)),
  };
}

function refuseBaseImages(scope: Construct, baseImages: readonly IRepository[]): void {
  const stack = Stack.of(scope);
  const arns = baseImages.map(knownRepositoryArn);
  baseImages.forEach((repository, index) => {
    const arn = knownRepositoryArn(repository);
    const isRepeated = arns.indexOf(arn) < index;
    refuseIf(`baseImages[${index}]`, foreignArnProblem(arn, stack));
    refuseIf(
      `baseImages[${index}]`,
      isRepeated ? `must be listed once, got '${knownRepositoryName(repository)}' again` : undefined,
    );
  });
}

/** The registry that a repository is in. */
export function ecrRegistryOf(repository: IRepository): EcrRegistry {
  const { account, region } = repository.env;
  return { account, region, host: registryHost(repository) };
}

/** Each registry once, in the order of the list, without the one of the image itself. */
export function distinctRegistries(registries: readonly EcrRegistry[], home?: EcrRegistry): EcrRegistry[] {
  const key = ({ account, region }: EcrRegistry) => `${account}/${region}`;
  const found = new Map(registries.map((registry) => [key(registry), registry]));
  if (home) found.delete(key(home));
  return [...found.values()];
}
