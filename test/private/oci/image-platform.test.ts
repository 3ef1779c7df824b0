import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { imagePlatform, imagePlatformRule } from '../../../lib/private/oci/image-platform';
import { refuses } from '../rule-cases';

refuses(imagePlatformRule, 'one of linux/amd64 and linux/arm64', [
  ['is empty', '', "got ''"],
  ['is another system', 'windows', "got 'windows'"],
  ['is another machine', 'linux/386', "got 'linux/386'"],
  ['is a machine only', 'arm64', "got 'arm64'"],
  ['is in upper case', 'Linux/ARM64', "got 'Linux/ARM64'"],
  ['ends in a newline', 'linux/arm64\n', "got 'linux/arm64\\n'"],
  ['ends a command', 'linux/amd64;id', "got 'linux/amd64;id'"],
  ['is two', 'linux/amd64,linux/arm64', "got 'linux/amd64,linux/arm64'"],
  ['is a number', 64, 'got the number 64'],
  ['is null', null, 'got null'],
  ['is a list', ['linux/amd64'], 'got a list'],
]);

test.each([
  [undefined, 'linux/amd64'],
  [[Platform.LINUX_AMD64], 'linux/amd64'],
  [[Platform.LINUX_ARM64], 'linux/arm64'],
  [[Platform.custom('linux/arm64')], 'linux/arm64'],
])('takes one platform, or none for the default: %#', (platforms, name) => {
  expect(imagePlatform(platforms)).toBe(name);
});

test.each<[name: string, platforms: unknown, message: string]>([
  ['none is named', [], '`platforms` must list at least one value, got an empty list'],
  [
    'one is unknown',
    [Platform.LINUX_AMD64, Platform.custom('windows')],
    "`platforms[1]` must be one of linux/amd64 and linux/arm64, got 'windows'",
  ],
  [
    'there are two',
    [Platform.LINUX_AMD64, Platform.LINUX_ARM64],
    '`platforms` must be one platform, got linux/amd64, linux/arm64. Create a project for each',
  ],
  [
    'one is named twice',
    [Platform.LINUX_ARM64, Platform.LINUX_ARM64],
    '`platforms[1]` must be named once, got linux/arm64 again',
  ],
  [
    'it is no list, as JavaScript takes it',
    Platform.LINUX_ARM64,
    '`platforms` must be a list, got a mapping. Put it in brackets',
  ],
  ['it is null, as JavaScript takes it', null, '`platforms` must be a list, got null. Omit it if there are none'],
])('fails when %s', (_, platforms, message) => {
  expect(() => imagePlatform(platforms as Platform[])).toThrow(new Error(message));
});
