import { type Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { type Rule, refuseIf, quote, validateEach, validateList } from './validation';

const imagePlatforms = ['linux/amd64', 'linux/arm64'] as const;

/** What a project can build for on a machine of the same kind. */
export type ImagePlatform = (typeof imagePlatforms)[number];

/** A platform as text, like `linux/arm64`. */
export const imagePlatformRule: Rule = (value) =>
  imagePlatforms.some((platform) => platform === value)
    ? undefined
    : `must be one of ${imagePlatforms.join(' and ')}, got ${quote(value)}`;

/** The one platform that a project builds for. */
export function imagePlatform(platforms: readonly Platform[] | undefined): ImagePlatform {
  if (platforms === undefined) return 'linux/amd64';
  validateList('platforms', platforms);
  const names = platforms.map(({ platform }) => platform);
  validateEach('platforms', names, imagePlatformRule);
  refuseIf(
    'platforms',
    names.length > 1 ? `must be one platform, got ${names.join(', ')}; make a project for each` : undefined,
  );
  return names[0] as ImagePlatform;
}
