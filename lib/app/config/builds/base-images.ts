import { type z } from 'zod';
import { canonicalHost } from '../../../base-image/known-registries';
import { usernameRule } from '../../../base-image/registry-credentials';
import { credentialHostRule, mirrorRule, registryHostRule } from '../../../base-image/registry-host-rule';
import { cachePrefixRule } from '../../../base-image/registry-mirror';
import { accountIdRule } from '../../../private/aws/account-id';
import { kmsKeyArnRule } from '../../../private/aws/kms-key-arn';
import { regionNameRule } from '../../../private/aws/region-name';
import { repositoryArnRule } from '../../../private/aws/repository-arn';
import { secretNameRule } from '../../../private/aws/secret-name';
import { repositoryNameRule } from '../../../private/oci/repository-name';
import { jsonKeyRule } from '../../../private/text/json-key';
import { textRule } from '../../../private/validation/text';
import { type Rule } from '../../../private/validation/validation';
import { addProblem, evenIfInvalid, list, mapping, text, uniqueList } from '../fields';
import { oneOfKeys } from '../one-of';

/** A repository of this file by its name, or another one by its ARN. */
const baseImageRule: Rule = (value) =>
  typeof value === 'string' && value.startsWith('arn:') ? repositoryArnRule(value) : repositoryNameRule(value);

/** The repositories that an image starts from. */
export const baseImages = uniqueList(
  text(baseImageRule, {
    description: 'The name of a repository of this file, or the ARN of one in another account or Region.',
    examples: ['base/node', 'arn:aws:ecr:us-east-1:111122223333:repository/base/node'],
  }),
  'The repositories of images that the Dockerfile starts from. The build may pull them, and logs in to their registries. ' +
    'A repository of another account must allow the pull as well.',
);

/** Other registries that a build logs in to. */
const registries = list(
  mapping(
    {
      host: text(credentialHostRule, {
        description: 'The host of the registry, as images name it.',
        examples: ['docker.io', 'ghcr.io', 'quay.io', 'registry.example.com'],
      }),
      secret: text(secretNameRule, {
        description: 'The name of a secret of Secrets Manager. It is a JSON object with a user name and a password.',
        examples: ['ci/docker-hub'],
      }),
      username: text(usernameRule, {
        description: 'The user name, if the secret has only the password.',
        examples: ['acme'],
      }).optional(),
      usernameKey: text(jsonKeyRule, { description: 'The key of the user name in the secret.', examples: ['user'] })
        .optional()
        .meta({ default: 'username' }),
      passwordKey: text(jsonKeyRule, { description: 'The key of the password in the secret.', examples: ['token'] })
        .optional()
        .meta({ default: 'password' }),
      encryptionKey: text(kmsKeyArnRule, {
        description: 'The key that encrypts the secret.',
        examples: ['arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555'],
      }).optional(),
    },
    'A registry outside Amazon ECR, and its credentials.',
    (keys) =>
      keys.some((key) => /^(password|token|pass|auth|credentials)$/i.test(key))
        ? 'A config is no place for a password. Store it in Secrets Manager, and write the name of the secret as `secret`.'
        : undefined,
  ).superRefine(({ username, usernameKey }, context) => {
    const isTwice = username !== undefined && usernameKey !== undefined;
    addProblem(context, isTwice ? 'must not be set with username. Leave one of them out.' : undefined, ['usernameKey']);
  }, evenIfInvalid),
  'Other registries that builds log in to, such as Docker Hub.',
).superRefine(eachHostOnce);

function eachHostOnce(registries: readonly { readonly host?: unknown }[], context: z.core.$RefinementCtx): void {
  const hosts = registries.map(({ host }) => (typeof host === 'string' ? canonicalHost(host) : undefined));
  hosts.forEach((host, index) => {
    const isRepeated = host !== undefined && hosts.indexOf(host) < index;
    addProblem(context, isRepeated ? `must be listed once, got ${host} again` : undefined, [index, 'host']);
  });
}

/** Registries that have the images of others. */
const mirrors = list(
  oneOfKeys(
    mapping(
      {
        host: text(registryHostRule, { description: 'The registry that is mirrored.', examples: ['docker.io'] }),
        mirror: text(mirrorRule, {
          description: 'The host of the mirror, with a path if its images are below one.',
          examples: ['mirror.gcr.io'],
        }).optional(),
        pullThroughCache: text(cachePrefixRule, {
          description: 'The prefix of a pull-through cache of Amazon ECR. The rule must exist.',
          examples: ['docker-hub'],
        }).optional(),
        account: text(accountIdRule, {
          description: 'The account of the cache. The default is the account of the build.',
          examples: ['111122223333'],
        }).optional(),
        region: text(regionNameRule, {
          description: 'The Region of the cache. The default is the Region of the build.',
          examples: ['us-east-1'],
        }).optional(),
      },
      'A registry that has the images of another one.',
    ).superRefine(({ pullThroughCache, account, region }, context) => {
      for (const [key, value] of Object.entries({ account, region })) {
        const isAlone = value !== undefined && pullThroughCache === undefined;
        addProblem(context, isAlone ? 'requires pullThroughCache' : undefined, [key]);
      }
    }, evenIfInvalid),
    ['mirror', 'pullThroughCache'],
  ),
  'Registries that have the images of others. Builds pull from there first.',
);

/** The images of others that a build starts from. */
export const buildBaseImages = {
  baseImages: baseImages.optional(),
  registries: registries.optional(),
  mirrors: mirrors.optional(),
  localDockerfile: text(textRule('the path of a Dockerfile on this machine'), {
    description:
      'The path of the Dockerfile on the machine that synthesizes, relative to the folder that the app runs in. Its base images are ' +
      'checked at synth.',
    examples: ['../jwt-pizza-service/Dockerfile'],
  }).optional(),
};
