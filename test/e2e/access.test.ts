import { anything, type Caller, docker, mayLogIn } from '../simulation';
import * as access from './access-accounts';
import { attachedByTemplates, compareWithTemplates } from './as-synthesized';
import { assumeRole } from './assume-role';
import { Cdk } from './cdk';
import { describeAccount, type DescribedAccount } from './describe';
import { type JsonObject } from './json';
import { MotoServer } from './moto-server';
import { preparePython } from './python-environment';
import { step } from './step';
import { synthesizedStacks, type SynthesizedStack } from './synthesized';

const app = 'node -r tsx/cjs test/e2e/access-app.ts';

describe('who may do what, deployed to two accounts and read back', () => {
  let python: string;
  let aws: MotoServer | undefined;
  let stacks: SynthesizedStack[];
  let owner: DescribedAccount;
  let consumer: DescribedAccount;

  beforeAll(async () => {
    python = await preparePython('moto');
    aws = await MotoServer.start(python);
    const credentials = await assumeRole(python, aws.endpoint, `arn:aws:iam::${access.consumer}:role/deployer`);
    step("deploying the consumer's side, then the owner's");
    await new Cdk(aws.endpoint, { app, environment: credentials }).deploy(access.consumerStack);
    await new Cdk(aws.endpoint, { app }).deploy(access.ownerStack);
    stacks = synthesizedStacks();
    owner = await describeAccount(python, aws.endpoint, [access.region]);
    consumer = await describeAccount(python, aws.endpoint, [access.region], credentials);
  });

  afterAll(async () => {
    await aws?.stop();
  });

  it.each([
    ['owner', access.ownerStack, () => owner],
    ['consumer', access.consumerStack, () => consumer],
  ])('every resource of the %s is as in its template', (_, name, account) => {
    const own = stacks.filter((stack) => stack.name === name);
    expect(own).toHaveLength(1);
    const { expected, described } = compareWithTemplates(own, account());
    expect(Object.keys(expected).length).toBeGreaterThan(2);
    expect(described).toEqual(expected);
    const attached = Object.entries(account().roles).map(([role, { attachedPolicies }]) => [role, attachedPolicies]);
    expect(Object.fromEntries(attached)).toMatchObject(attachedByTemplates(own, account()));
  });

  const repository = (name: string) => {
    const found = owner.regions[access.region]?.repositories[name];
    return { arn: found?.repositoryArn as string, policy: found?.repositoryPolicy as unknown as object };
  };

  /** The role that pulls, with the policies that its account holds. */
  const puller = (principal = access.consumerRole): Caller => {
    const attached = consumer.roles[access.consumerRoleName]?.attachedPolicies as unknown as string[];
    return { principal, identityPolicies: attached.map((arn) => consumer.policies[arn]?.document as JsonObject) };
  };

  it('lets the role of the other account log in and pull, since both sides allow it', async () => {
    expect(await mayLogIn(puller())).toBe(true);
    expect(await docker('pull', puller(), repository(access.sharedName))).toBe('done');
  });

  it('it can neither push, nor pull if only one of the two accounts allows it', async () => {
    expect(await docker('push', puller(), repository(access.sharedName))).not.toBe('done');
    expect(await docker('pull', puller(), repository(access.plainName))).toBe('refused');
    expect(await docker('pull', { principal: access.consumerRole }, repository(access.sharedName))).toBe('refused');
    const other = puller(`arn:aws:iam::${access.consumer}:role/other`);
    expect(await docker('pull', other, repository(access.sharedName))).toBe('refused');
  });

  it('an account that RepositoryAccess allows can pull from a `Repository` of CDK', async () => {
    const admin = { principal: `arn:aws:iam::${access.consumer}:role/admin`, identityPolicies: anything };
    expect(await docker('pull', admin, repository(access.plainName))).toBe('done');
    const stranger = { principal: 'arn:aws:iam::999999999999:role/admin', identityPolicies: anything };
    expect(await docker('pull', stranger, repository(access.plainName))).toBe('refused');
  });

  it('only the promoter can push approved images, and not even administrators can', async () => {
    const as = (name: string) => ({
      principal: `arn:aws:iam::${access.owner}:role/${name}`,
      identityPolicies: anything,
    });
    expect(await docker('push', as('promoter'), repository(access.approvedName))).toBe('done');
    expect(await docker('push', as('admin'), repository(access.approvedName))).not.toBe('done');
    expect(await docker('push', as('admin'), repository(access.plainName))).toBe('done');
  });

  it('lets a contributor push to one repository until the date, and do nothing else', async () => {
    const attached = owner.roles[access.contributorRoleName]?.attachedPolicies as unknown as string[];
    const contributor = (now: string): Caller => ({
      principal: `arn:aws:iam::${access.owner}:role/${access.contributorRoleName}`,
      identityPolicies: attached.map((arn) => owner.policies[arn]?.document as JsonObject),
      context: { 'aws:CurrentTime': now },
    });
    const before = contributor('2026-11-30T23:59:59Z');
    expect(await mayLogIn(before)).toBe(true);
    expect(await docker('push', before, repository(access.incomingName))).toBe('done');
    expect(await docker('pull', before, repository(access.incomingName))).not.toBe('done');
    expect(await docker('push', before, repository(access.sharedName))).toBe('refused');
    const after = contributor(access.expiresAt);
    expect(await mayLogIn(after)).toBe(false);
    expect(await docker('push', after, repository(access.incomingName))).toBe('refused');
  });

  it('has one provider for each issuer that the roles trust', () => {
    expect(Object.keys(owner.oidcProviders).map((arn) => arn.split(':oidc-provider/')[1])).toEqual([
      'agent.buildkite.com',
      'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc',
      'gitlab.com',
      'oidc.circleci.com/org/00000000-0000-4000-8000-000000000001',
      'token.actions.githubusercontent.com',
    ]);
  });
});
