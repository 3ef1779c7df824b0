import { anything, isAllowed } from '../simulation';
import { Cdk } from './cdk';
import { describeAccount, type DescribedAccount } from './describe';
import { describeRegistry } from './describe-registry';
import { type JsonObject } from './json';
import { MotoServer } from './moto-server';
import { permissionsOf } from './permissions';
import { preparePython } from './python-environment';
import * as names from './registry-names';
import { step } from './step';

const app = 'node -r tsx/cjs test/e2e/registry-app.ts';

const filters = (filterType: string, ...texts: readonly string[]) => ({
  repositoryFilters: texts.map((filter) => ({ filter, filterType })),
});
const destination = (region: string, registryId: string) => ({ destinations: [{ region, registryId }] });
const hubRule = {
  ecrRepositoryPrefix: 'hub',
  upstreamRegistry: 'docker-hub',
  upstreamRegistryUrl: 'registry-1.docker.io',
  credentialArn: names.cacheSecret,
};
/** The describe calls of a registry that has no settings. */
const withoutSettings = {
  scanning: { scanType: 'BASIC', rules: [] },
  replication: { rules: [] },
  policy: null,
  caches: [],
  templates: [],
  exclusions: [],
  signing: null,
};

describe('the settings of a registry, deployed, changed, removed and read back', () => {
  let python: string;
  let aws: MotoServer | undefined;
  let registry: JsonObject;
  let account: DescribedAccount;

  const deployed = (): MotoServer => {
    if (!aws) throw new Error('there is no local AWS');
    return aws;
  };
  const cdk = (settings: names.Settings) =>
    new Cdk(deployed().endpoint, { app, environment: { [names.settingsVariable]: settings } });
  const read = () => describeRegistry(python, deployed().endpoint, names.region);
  const deploy = async (settings: names.Settings) => {
    step(`deploying the settings: ${settings}`);
    await cdk(settings).deploy(names.stackName);
    registry = await read();
    account = await describeAccount(python, deployed().endpoint, [names.region]);
  };

  beforeAll(async () => {
    python = await preparePython('moto');
    aws = await MotoServer.start(python);
  });

  afterAll(async () => {
    await aws?.stop();
  });

  /** The creation templates with their documents parsed, and the name and the rights of the role of each. */
  const templates = () =>
    (registry.templates as unknown as Record<string, string>[]).map(
      ({ lifecyclePolicy = '', repositoryPolicy = 'null', customRoleArn, ...others }) => ({
        ...others,
        rules: (JSON.parse(lifecyclePolicy) as { rules: { selection: object }[] }).rules.map((one) => one.selection),
        policy: JSON.parse(repositoryPolicy) as JsonObject | null,
        ...(customRoleArn !== undefined && { role: roleOf(customRoleArn) }),
      }),
    );
  const roleOf = (arn: string) => {
    const role = Object.values(account.roles).find(({ Arn }) => Arn === arn);
    expect(JSON.stringify(role?.AssumeRolePolicyDocument)).toContain('"ecr.amazonaws.com"');
    return permissionsOf(role?.RoleName as string, account);
  };
  const below = (...actions: readonly string[]) =>
    actions.map((action) => `ecr:${action} on arn:aws:ecr:${names.region}:${names.owner}:repository/team/*`);
  const may = (action: string, repositoryName: string) =>
    isAllowed(
      { principal: `arn:aws:iam::${names.other}:role/admin`, identityPolicies: anything },
      {
        action,
        resource: `arn:aws:ecr:${names.region}:${names.owner}:repository/${repositoryName}`,
        account: names.owner,
        resourcePolicy: registry.policy as JsonObject,
      },
    );

  describe('the first deployment', () => {
    beforeAll(() => deploy('first'));

    it('scans, replicates and signs the repositories of the filters', () => {
      expect(registry.scanning).toEqual({
        scanType: 'ENHANCED',
        rules: [
          { scanFrequency: 'CONTINUOUS_SCAN', ...filters('WILDCARD', 'prod/*') },
          { scanFrequency: 'SCAN_ON_PUSH', ...filters('WILDCARD', 'team/*') },
        ],
      });
      expect(registry.replication).toEqual({
        rules: [
          { ...destination('eu-west-1', names.owner), ...filters('PREFIX_MATCH', 'prod/') },
          destination('eu-west-1', names.other),
        ],
      });
      const signingProfileArn = names.signingProfileArn('release');
      expect(registry.signing).toEqual({ rules: [{ signingProfileArn, ...filters('WILDCARD_MATCH', 'prod/*') }] });
      expect(registry.exclusions).toEqual([names.scannerRole]);
    });

    it('has the caches, with the credential of Docker Hub', () => {
      expect(registry.caches).toEqual([
        hubRule,
        { ecrRepositoryPrefix: 'kubernetes', upstreamRegistry: 'k8s', upstreamRegistryUrl: 'registry.k8s.io' },
      ]);
    });

    it('gives a created repository its tags, retention and consumers, by a role that ECR can assume', () => {
      const [team, root] = templates();
      expect(team).toEqual({
        prefix: 'team',
        description: 'Settings of repositories that ECR creates below team',
        appliedFor: ['CREATE_ON_PUSH'],
        role: below('CreateRepository', 'TagResource'),
        encryptionConfiguration: { encryptionType: 'AES256' },
        imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'latest' }],
        resourceTags: [{ Key: 'team', Value: 'platform' }],
        rules: [{ tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 20 }],
        policy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: `arn:aws:iam::${names.other}:root` },
              Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
            },
          ],
        },
      });
      expect(root).toMatchObject({
        prefix: 'ROOT',
        appliedFor: ['PULL_THROUGH_CACHE', 'REPLICATION'],
        imageTagMutability: 'MUTABLE',
        policy: null,
      });
      expect(root).not.toHaveProperty('role');
    });

    it.each([
      ['ecr:ReplicateImage', 'shared/app', 'hub/library/app'],
      ['ecr:BatchImportUpstreamImage', 'hub/library/app', 'shared/app'],
      ['ecr:CreateRepository', 'shared/app', 'prod/app'],
    ])('the policy allows the other account %s for %s, and not for %s', async (action, name, refused) => {
      expect(await may(action, name)).toBe(true);
      expect(await may(action, refused)).toBe(false);
    });
  });

  describe('a deployment with other values', () => {
    beforeAll(() => deploy('changed'));

    it('scans, replicates and signs as they say, and nothing of before is left', () => {
      expect(registry.scanning).toEqual({
        scanType: 'BASIC',
        rules: [{ scanFrequency: 'SCAN_ON_PUSH', ...filters('WILDCARD', 'prod/*') }],
      });
      expect(registry.replication).toEqual({
        rules: [{ ...destination('eu-central-1', names.owner), ...filters('PREFIX_MATCH', 'prod/', 'team/') }],
      });
      expect(registry.signing).toEqual({ rules: [{ signingProfileArn: names.signingProfileArn('nightly') }] });
      expect(registry.exclusions).toEqual([names.auditRole]);
    });

    it('keeps the cache that stays, and replaces the other one', () => {
      expect(registry.caches).toEqual([
        hubRule,
        { ecrRepositoryPrefix: 'quay', upstreamRegistry: 'quay', upstreamRegistryUrl: 'quay.io' },
      ]);
    });

    it('changes the templates, and the role with the reasons', () => {
      const [team, root] = templates();
      expect(team).toEqual({
        prefix: 'team',
        description: 'Settings of repositories that ECR creates below team',
        appliedFor: ['CREATE_ON_PUSH', 'REPLICATION'],
        role: below('CreateRepository', 'ReplicateImage', 'TagResource'),
        encryptionConfiguration: { encryptionType: 'AES256' },
        imageTagMutability: 'IMMUTABLE',
        resourceTags: [{ Key: 'team', Value: 'payments' }],
        rules: [{ tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 5 }],
        policy: null,
      });
      expect(root).toMatchObject({
        prefix: 'ROOT',
        imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: '1' }],
      });
    });

    it('the policy allows the other account what it says now, and nothing of before', async () => {
      expect(await may('ecr:ReplicateImage', 'incoming/app')).toBe(true);
      expect(await may('ecr:CreateRepository', 'incoming/app')).toBe(true);
      expect(await may('ecr:ReplicateImage', 'shared/app')).toBe(false);
      expect(await may('ecr:CreateRepository', 'shared/app')).toBe(false);
      expect(await may('ecr:BatchImportUpstreamImage', 'hub/library/app')).toBe(false);
    });
  });

  it('all are removed by a deployment without them, and repositories stay', async () => {
    await deploy('none');
    expect(registry).toEqual(withoutSettings);
    expect(Object.keys(account.regions[names.region]?.repositories ?? {})).toEqual(['prod/app']);
    expect(account.roles).toEqual({});
  });

  it('all come back, and are gone when the stack is destroyed', async () => {
    await deploy('first');
    expect(registry.caches).toHaveLength(2);
    expect(registry.templates).toHaveLength(2);
    step('destroying the settings of the registry');
    await cdk('first').destroy(names.stackName);
    expect(await read()).toEqual(withoutSettings);
  });
});
