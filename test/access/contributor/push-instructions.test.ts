import { CfnOutput, CfnParameter, Duration, type Stack } from 'aws-cdk-lib';
import { type TemporaryPushAccessProps } from '../../../lib/access/contributor/temporary-push-access';
import { env, newOpenStack, newStack, templateOf } from '../../synthesis';
import { blocksOf, run, syntaxErrorsOf } from './instruction-commands';
import { externalId, newAccess, registry, userServices } from './push-access';

const known = { roleName: 'alice-push', contributor: 'alice' };
const roleArn = 'arn:aws:iam::123456789012:role/alice-push';

function pages(props: Partial<TemporaryPushAccessProps> = {}, stack: Stack = newStack()) {
  const access = newAccess({ ...known, ...props }, stack);
  return { admin: access.renderAdminHandout(), contributor: access.renderContributorHandout(), access };
}

const everything = pages({ externalId, allowPull: true, allowList: true });

test('the complete instructions are both pages', () => {
  const { access, admin, contributor } = everything;
  expect(access.renderHandout()).toBe(`${admin}\n---\n\n${contributor}`);
});

test("the contributor's page names neither the principal that issues the credentials nor its command", () => {
  for (const secret of [externalId, userServices, 'assume-role']) {
    expect(everything.admin).toContain(secret);
    expect(everything.contributor).not.toContain(secret);
  }
});

test.each([
  ['with all that can be asked for', everything],
  ['with nothing but what is needed', pages()],
  ['with names that CloudFormation makes', pages({ roleName: undefined }, newOpenStack())],
])('a shell takes every command %s', (_, { admin, contributor }) => {
  const blocks = [...blocksOf(admin, 'sh'), ...blocksOf(contributor, 'sh')];
  expect(blocks.length).toBeGreaterThanOrEqual(7);
  expect(blocks.map(syntaxErrorsOf)).toEqual(blocks.map(() => ''));
  expect(syntaxErrorsOf('if')).not.toBe('');
});

const [, assume = ''] = blocksOf(everything.admin, 'sh');

test('the command for the administrator requests a session of the contributor and prints what the contributor pastes', () => {
  const { calls, printed } = run(assume);
  expect(calls).toEqual([
    `aws [sts] [assume-role] [--region] [eu-west-1] [--role-arn] [${roleArn}] [--role-session-name] [alice] ` +
      `[--external-id] [${externalId}] [--duration-seconds] [3600] ` +
      '[--query] [Credentials.[AccessKeyId,SecretAccessKey,SessionToken,Expiration]] [--output] [text]',
  ]);
  const credentials = [
    "export AWS_ACCESS_KEY_ID='ASIAEXAMPLE'",
    "export AWS_SECRET_ACCESS_KEY='secret/with+signs='",
    "export AWS_SESSION_TOKEN='token//with+signs=='",
    '# until 2026-11-30T12:00:00+00:00',
  ];
  expect(printed).toBe(`${credentials.join('\n')}\n`);
  expect(run(`${printed}printf '%s %s' "$AWS_ACCESS_KEY_ID" "$AWS_SESSION_TOKEN"`).printed).toBe(
    'ASIAEXAMPLE token//with+signs==',
  );
});

test('the command contains no external id if none is set', () => {
  const [, command = ''] = blocksOf(pages().admin, 'sh');
  expect(run(command).calls.join()).not.toContain('external-id');
  expect(run(assume).calls.join()).toContain('external-id');
});

test('the contributor logs in to the registry, tags, pushes and cleans up', () => {
  const { calls } = run(blocksOf(pages().contributor, 'sh').join('\n'));
  const image = `${registry}/incoming/alice:1.0.0`;
  const [whoAmI, ...others] = calls;
  expect(whoAmI).toBe('aws [sts] [get-caller-identity] [--region] [eu-west-1] [--query] [Arn] [--output] [text]');
  expect(others.slice(0, 3).sort()).toEqual([
    'aws [ecr] [get-login-password] [--region] [eu-west-1]',
    `docker [login] [--username] [AWS] [--password-stdin] [${registry}]`,
    'read password',
  ]);
  expect(others.slice(3)).toEqual([
    `docker [tag] [my-image:latest] [${image}]`,
    `docker [push] [${image}]`,
    `docker [logout] [${registry}]`,
  ]);
});

test('lists if that is allowed', () => {
  const command = `aws [ecr] [describe-images] [--region] [eu-west-1] [--registry-id] [123456789012] [--repository-name] [incoming/alice]`;
  expect(run(blocksOf(everything.contributor, 'sh').join('\n')).calls).toContain(command);
  expect(pages().contributor).not.toContain('describe-images');
});

test.each<[Partial<TemporaryPushAccessProps>, string]>([
  [{}, "You can't pull, list or delete images, or use anything else there."],
  [{ allowPull: true }, "You can pull its images too. You can't list or delete images, or use anything else there."],
  [{ allowList: true }, "You can list its images too. You can't pull or delete images, or use anything else there."],
  [
    { allowPull: true, allowList: true },
    "You can pull and list its images too. You can't delete images, or use anything else there.",
  ],
])('with %j it says: %s', (props, says) => {
  expect(pages(props).contributor.replaceAll('\n', ' ')).toContain(says);
});

test('the credential helper is for this registry', () => {
  const [config = ''] = blocksOf(everything.contributor, 'json');
  expect(JSON.parse(config)).toEqual({ credHelpers: { [registry]: 'ecr-login' } });
});

test.each([
  'Waiting for layer',
  'no basic auth credentials',
  'basic credentials not found',
  'AWS_SDK_LOAD_CONFIG=true',
  'ExpiredToken',
  'immutable',
  'denied',
  'name unknown',
])('says what `%s` means', (message) => {
  const [, failures = ''] = everything.contributor.split('## When it fails');
  expect(failures).toContain(message);
});

test.each([
  [Duration.minutes(15), '900', '15 minutes'],
  [Duration.minutes(45), '2700', '45 minutes'],
  [Duration.hours(1), '3600', '1 hour'],
])('requests credentials for %s', (sessionDuration, seconds, words) => {
  const { admin, contributor } = pages({ sessionDuration });
  expect(run(blocksOf(admin, 'sh')[1] ?? '').calls.join()).toContain(`[--duration-seconds] [${seconds}]`);
  expect(contributor).toContain(`credentials last: ${words}\n`);
});

test.each([
  ['cn-north-1', '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', 'arn:aws-cn:iam::123456789012:role/alice-push'],
  [
    'us-gov-west-1',
    '123456789012.dkr.ecr.us-gov-west-1.amazonaws.com',
    'arn:aws-us-gov:iam::123456789012:role/alice-push',
  ],
])('in %s the registry is %s', (region, host, arn) => {
  const { admin, contributor } = pages({}, newStack({ env: { ...env, region } }));
  expect(blocksOf(contributor, 'sh').join()).toContain(`--password-stdin ${host}\n`);
  expect(admin).toContain(`--role-arn ${arn} `);
});

test('each value that CloudFormation fills in is one shell word in an output', () => {
  const stack = newOpenStack();
  const { valueAsString } = new CfnParameter(stack, 'Date');
  const { access } = pages({ roleName: undefined, expiresAt: valueAsString }, stack);
  new CfnOutput(stack, 'Handout', { value: access.renderHandout() });
  const { Value: value } = templateOf(stack).findOutputs('Handout').Handout as {
    Value: { 'Fn::Join': [string, unknown[]] };
  };
  const filled = value['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : fillIn(part))).join('');
  expect(filled).not.toContain('${');
  const [, command = ''] = blocksOf(filled, 'sh');
  expect(run(command).calls.join()).toContain('[--region] [us-east-1] [--role-arn] [arn:aws:iam::1:role/made] ');
  expect(filled).toContain('until: 2027-01-01T00:00:00Z (UTC)');
  expect(filled).toContain(
    'docker push 1.dkr.ecr.us-east-1.example.com/incoming/alice:"$tag"'.replace(/ (1.*?):/, " '$1':"),
  );
});

function fillIn(part: unknown): string {
  const values: Record<string, string> = {
    '{"Ref":"AWS::AccountId"}': '1',
    '{"Ref":"AWS::Partition"}': 'aws',
    '{"Ref":"AWS::Region"}': 'us-east-1',
    '{"Ref":"AWS::URLSuffix"}': 'example.com',
    '{"Ref":"Date"}': '2027-01-01T00:00:00Z',
    '{"Fn::GetAtt":["AliceRoleC4939840","Arn"]}': 'arn:aws:iam::1:role/made',
  };
  const value = values[JSON.stringify(part)];
  if (value === undefined) throw new Error(`no value for ${JSON.stringify(part)}`);
  return value;
}
