import { type ImagePlatform, imagePlatformRule } from '../../private/oci/image-platform';
import { textRule } from '../../private/validation/text';
import { firstProblem, type Problem, quote, refuseIf, type Rule, validate } from '../../private/validation/validation';

/** The runners that GitHub hosts, by platform. */
const hosted: Readonly<Record<ImagePlatform, string>> = {
  'linux/amd64': 'ubuntu-24.04',
  'linux/arm64': 'ubuntu-24.04-arm',
};

const what = "a runner's label";
const labelRule: Rule = (value) =>
  firstProblem(value, textRule(what), (checked) =>
    /^[A-Za-z0-9][\w.-]{0,255}$/.test(checked as string)
      ? undefined
      : `must be ${what}, got ${quote(checked)}. Use letters, digits, '_', '.' and '-' only.`,
  );

/** The label of the runner for each platform. A job that builds nothing uses any of the given runners. */
export function runnersOf(
  given: Readonly<Record<string, string>>,
  onServer: boolean,
  needed: readonly ImagePlatform[],
): Record<ImagePlatform, string> {
  for (const [platform, label] of Object.entries(given)) {
    validate('runners', platform, imagePlatformRule);
    validate(`runners['${platform}']`, label, labelRule);
  }
  const missing = needed.find((platform) => given[platform] === undefined);
  refuseIf('runners', onServer && missing !== undefined ? missingProblem(missing) : undefined);
  if (!onServer) return { ...hosted, ...given };
  const any = given[needed[0] ?? 'linux/amd64'] ?? '';
  return { 'linux/amd64': given['linux/amd64'] ?? any, 'linux/arm64': given['linux/arm64'] ?? any };
}

function missingProblem(platform: ImagePlatform): Problem {
  return `must name a runner for ${platform}, got none. GitHub Enterprise Server has no hosted runners.`;
}
