import { type Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { type Rule, refuseIf, quote, validateEach, validateList } from '../validation/validation';

const knownPlatforms = ['linux/amd64', 'linux/arm64'] as const;

/** The platforms that a project can build for on a machine of the same kind. */
export type ImagePlatform = (typeof knownPlatforms)[number];

/** A platform as text, like `linux/arm64`. */
export const imagePlatformRule: Rule = (value) =>
  knownPlatforms.some((platform) => platform === value)
    ? undefined
    : `must be one of ${knownPlatforms.join(' and ')}, got ${quote(value)}`;

/** The platforms that a project builds for. */
export function imagePlatforms(platforms: readonly Platform[] | undefined): ImagePlatform[] {
  if (platforms === undefined) return ['linux/amd64'];
  validateList('platforms', platforms);
  const names = platforms.map(({ platform }) => platform);
  validateEach('platforms', names, imagePlatformRule);
  names.forEach((name, index) => {
    refuseIf(`platforms[${index}]`, names.indexOf(name) < index ? `must be named once, got ${name} again` : undefined);
  });
  return names as ImagePlatform[];
}

/** The platform of a project that builds for only one. */
export function imagePlatform(platforms: readonly Platform[] | undefined): ImagePlatform {
  const names = imagePlatforms(platforms);
  refuseIf(
    'platforms',
    names.length > 1 ? `must be one platform, got ${names.join(', ')}. Create a project for each` : undefined,
  );
  return names[0] ?? 'linux/amd64';
}
