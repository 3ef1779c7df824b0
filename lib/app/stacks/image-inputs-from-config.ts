import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Key } from 'aws-cdk-lib/aws-kms';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { type Construct } from 'constructs';
import { ImageCompatibility, ImageProvenance } from '../../build-input/attestations';
import { type BuildInputOptions } from '../../build-input/build-input-options';
import { BuildSecret } from '../../build-input/build-secret';
import { type ImageCheckProjectProps } from '../../build/image-check-project-props';
import { refuseIf } from '../../private/validation/validation';
import { type ImageTests } from '../../testing/image-tests';
import { type imageInputs } from '../config/builds/image-inputs';
import { type BuildConfig } from '../config/schema';
import { secretNamed } from './secret-from-config';
import { testsOf } from './tests-from-config';

/** The description of an image that every system builds from, as the config has it. */
export type ImageInputsConfig = Pick<BuildConfig, keyof typeof imageInputs>;
type SecretConfig = NonNullable<BuildConfig['secrets']>[number];

const provenances = { none: ImageProvenance.NONE, min: ImageProvenance.MIN, max: ImageProvenance.MAX };
const compatibilities = { oci: ImageCompatibility.OCI, lambda: ImageCompatibility.LAMBDA };

type Inputs = Omit<BuildInputOptions, 'tags'> & { readonly tests?: ImageTests[] };

type CheckInputs = Omit<Partial<ImageCheckProjectProps>, 'source' | 'tests'>;

/** Each input, so that the compiler finds one that the config does not pass on. */
type AllInputs = { readonly [K in keyof Required<Inputs>]: Inputs[K] };

/** The inputs of an image, without its tags. */
export function imageInputsOf(scope: Construct, image: ImageInputsConfig): AllInputs {
  const { provenance, compatibility } = image;
  return {
    platforms: image.platforms?.map((platform) => Platform.custom(platform)),
    emulation: image.emulation,
    dockerfile: image.dockerfile,
    context: image.context,
    localSource: image.localSource,
    target: image.target,
    buildArgs: valuesOf('buildArgs', image.buildArgs),
    labels: valuesOf(
      'labels',
      image.labels?.map(({ key, value }) => ({ name: key, value })),
    ),
    environmentVariables: valuesOf('environmentVariables', image.environmentVariables),
    commandsBeforeBuild: image.commandsBeforeBuild,
    commandsAfterPush: image.commandsAfterPush,
    submodules: image.submodules,
    lfs: image.lfs,
    artifacts: image.artifacts,
    alwaysPull: image.alwaysPull,
    noCache: image.noCache,
    tests: testsOf(image.tests),
    attestations: image.attestations,
    secrets: image.secrets && secretsOf(scope, image.secrets),
    provenance: provenance && provenances[provenance],
    sbom: image.sbom,
    compatibility: compatibility && compatibilities[compatibility],
  };
}

/** The inputs of an image that the checks of its pull requests have too. They build with Docker, so a target of Earthly is none. */
export function checkInputsOf(image: BuildConfig, isBuilt: boolean): CheckInputs {
  const { dockerfile, context, commandsBeforeBuild, builder } = image;
  return {
    platforms: image.platforms?.slice(0, 1).map((platform) => Platform.custom(platform)),
    submodules: image.submodules,
    lfs: image.lfs,
    environmentVariables: valuesOf('environmentVariables', image.environmentVariables),
    ...(isBuilt && {
      dockerfile,
      context,
      commandsBeforeBuild,
      buildArgs: valuesOf('buildArgs', image.buildArgs),
      ...(builder !== 'earthly' && { target: image.target }),
    }),
  };
}

function valuesOf(
  path: string,
  items: readonly { readonly name: string; readonly value: string }[] | undefined,
): Record<string, string> | undefined {
  return (
    items &&
    byName(
      path,
      items.map(({ name, value }) => [name, value]),
    )
  );
}

/** The secrets of a build. Their names are checked before any is imported. */
function secretsOf(scope: Construct, secrets: readonly SecretConfig[]): Record<string, BuildSecret> {
  const named = byName(
    'secrets',
    secrets.map((secret) => [secret.id, secret]),
  );
  return Object.fromEntries(Object.entries(named).map(([id, secret]) => [id, secretOf(scope, secret)]));
}

function secretOf(scope: Construct, { id, secret, jsonKey, parameter = '', encryptionKey }: SecretConfig): BuildSecret {
  if (secret === undefined) {
    const key = encryptionKey === undefined ? undefined : Key.fromKeyArn(scope, `${id}|Key`, encryptionKey);
    const imported = StringParameter.fromSecureStringParameterAttributes(scope, `${id}|Parameter`, {
      parameterName: parameter,
    });
    return BuildSecret.fromSsmParameter(imported, { encryptionKey: key });
  }
  return BuildSecret.fromSecretsManager(secretNamed(scope, id, secret, encryptionKey), jsonKey);
}

/** An object from a list of the file. The file has a list, so that a name cannot be mistaken for a key of the config. */
function byName<T>(path: string, pairs: readonly (readonly [string, T])[]): Record<string, T> {
  const names = pairs.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  refuseIf(path, twice === undefined ? undefined : `must list each name once, got '${twice}' again`);
  return Object.fromEntries(pairs);
}
