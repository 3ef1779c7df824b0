import { type BuildEnvironmentVariable, BuildEnvironmentVariableType } from 'aws-cdk-lib/aws-codebuild';
import { Stack } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type Construct } from 'constructs';
import { type BaseImageOptions } from '../base-image/base-image-options';
import { bindBaseImages } from '../base-image/bind-base-images';
import { type ImageRegistry, storedCredentials } from '../base-image/image-registry';
import { type StoredCredentials } from '../base-image/registry-credentials';
import { type BoundMirror, mirrorsByUpstream } from '../base-image/registry-mirror';
import { foreignArnProblem } from '../private/aws/partition';
import { type StatementJson } from '../private/aws/policy-document';
import { warnOfSecret } from '../private/constructs/secret-warnings';
import { refuseIf } from '../private/validation/validation';
import { numbered } from './build-variables';

/** The parts of a project that the images of others need. */
export interface BaseImageParts {
  readonly plain: Record<string, string>;
  readonly secret: Record<string, BuildEnvironmentVariable>;
  readonly statements: StatementJson[];
  readonly mirrors: readonly BoundMirror[];
}

/**
 * The variables that log builds in to the registries of base images, and the rights.
 *
 * @param home the repository of the image, whose registry builds log in to anyway.
 */
export function baseImageVariables(scope: Construct, options: BaseImageOptions, home?: IRepository): BaseImageParts {
  const { ecrRegistries, mirrors, statements } = bindBaseImages(scope, options, home);
  const registries = (options.registries ?? []).map((registry, index) => {
    const path = `registries[${index}]`;
    const stored = storedCredentials(path, registry);
    for (const { Resource: arn } of stored.statements) refuseIf(path, foreignArnProblem(String(arn), Stack.of(scope)));
    warnOfSecret(scope, path, stored.place, 'CodeBuild');
    return { registry, stored };
  });
  return {
    plain: {
      ...numbered(
        'ECR_REGISTRY',
        ecrRegistries.map(({ region, host }) => `${region} ${host}`),
      ),
      ...numbered(
        'LOGIN_HOST',
        registries.map(({ registry }) => hostAndAddress(registry)),
      ),
      ...numbered(
        'REGISTRY_MIRRORS',
        mirrorsByUpstream(mirrors).map(([upstream, hosts]) => [upstream, ...hosts].join(' ')),
      ),
    },
    secret: {
      ...numbered(
        'LOGIN_USERNAME',
        registries.map(({ stored }) => usernameVariable(stored)),
      ),
      ...numbered(
        'LOGIN_PASSWORD',
        registries.map(({ stored }) => secretVariable(stored, stored.passwordKey)),
      ),
    },
    statements: [...statements, ...registries.flatMap(({ stored }) => stored.statements)],
    mirrors,
  };
}

function hostAndAddress({ _host: host, _login: address }: ImageRegistry): string {
  return `${host} ${address}`;
}

function usernameVariable(stored: StoredCredentials): BuildEnvironmentVariable {
  return stored.username === undefined ? secretVariable(stored, stored.usernameKey) : { value: stored.username };
}

function secretVariable({ secretArn }: StoredCredentials, key: string): BuildEnvironmentVariable {
  return { type: BuildEnvironmentVariableType.SECRETS_MANAGER, value: `${secretArn}:${key}` };
}
