import { Stack, Token } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type IRole, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Construct } from 'constructs';
import { awsLimits } from '../private/aws/limits';
import { acknowledgeFindings } from '../private/constructs/acknowledgement';
import { knownRepositoryArn } from '../private/aws/arn';
import { pullActions, pushActions } from '../private/aws/ecr-actions';
import { LoginPolicy } from '../private/constructs/login-policy';
import { packStatements } from '../private/aws/pack-statements';
import { partitionOf } from '../private/aws/partition';
import { type StatementJson } from '../private/aws/policy-document';
import { policySizeProblem } from '../private/constructs/policy-size';
import { regionNameRule } from '../private/aws/region-name';
import { repositoryPrefixRule } from '../private/oci/repository-prefix';
import { type Problem, refuseIf, refuseOpenList, validate, validateEach } from '../private/validation/validation';
import { type BuildSecret } from '../build-input/build-secret';
import { secretStatements } from './secret-statements';
import { attachMirrorPolicy, type Registries, registryPolicyCount, registryStatements } from './registry-policies';
import { attachDeploymentPolicies, deploymentPolicyCount } from '../deployment/deployment-policies';
import { type ImageDeployment } from '../deployment/image-deployment';

const { managedPoliciesOfRole: mostManagedPolicies } = awsLimits.iam;

/** The permissions of a publisher role. */
export interface Publishing extends Registries {
  readonly secrets?: readonly BuildSecret[];
  readonly repositories?: readonly IRepository[];
  readonly repositoryPrefixes?: readonly string[];
  readonly repositoryPrefixRegion?: string;
  readonly createRepositories?: boolean;
  readonly pullRepositories?: readonly IRepository[];
  readonly listRepositories?: readonly IRepository[];
  readonly deploys?: readonly ImageDeployment[];
}

/** Whether a role may push or deploy. */
export function publishes({ repositories, repositoryPrefixes, deploys }: Publishing): boolean {
  return [repositories, repositoryPrefixes, deploys].some((list) => (list?.length ?? 0) > 0);
}

/** Attaches the permissions to a role, in one managed policy for each purpose or pack of repositories. */
export function attachPublishingPolicies(scope: Construct, role: IRole, publishing: Publishing): void {
  const { repositories = [], repositoryPrefixes = [], pullRepositories = [], deploys = [] } = publishing;
  const { listRepositories = [] } = publishing;
  if (publishing.repositoryPrefixes) {
    refuseOpenList('repositoryPrefixes', repositoryPrefixes);
    validateEach('repositoryPrefixes', repositoryPrefixes, repositoryPrefixRule);
    repositoryPrefixes.forEach((prefix, index) => {
      refuseIf(`repositoryPrefixes[${index}]`, openPrefixProblem(prefix));
    });
  }
  const { repositoryPrefixRegion: region } = publishing;
  if (region !== undefined) validate('repositoryPrefixRegion', region, regionNameRule);
  refuseIf(
    'repositoryPrefixRegion',
    region !== undefined && repositoryPrefixes.length === 0
      ? 'requires `repositoryPrefixes`. Add them, or omit the Region.'
      : undefined,
  );
  refuseIf(
    'createRepositories',
    publishing.createRepositories === true && repositoryPrefixes.length === 0
      ? 'requires `repositoryPrefixes`. Name the start of the repositories that a push may create.'
      : undefined,
  );
  refuseIf('repositories', nothingProblem(publishing));
  const attach = attacher(scope, role);
  const push = packStatements({ Sid: 'PushImages', Action: pushActions }, repositories.map(knownRepositoryArn));
  const pull = packStatements({ Sid: 'PullImages', Action: pullActions }, pullRepositories.map(knownRepositoryArn));
  const deployments = deploys.map((deploy) => deploy._bind(Stack.of(scope)));
  const secrets = secretStatements(scope, publishing.secrets);
  const others =
    1 +
    registryPolicyCount(publishing) +
    Math.min(secrets.length, 1) +
    deploymentPolicyCount(deployments) +
    Math.min(repositoryPrefixes.length, 1);
  const list = packStatements(
    { Sid: 'ListVersions', Action: 'ecr:ListImages' },
    listRepositories.map(knownRepositoryArn),
  );
  const room = mostManagedPolicies - others - list.length;
  refuseIf('listRepositories', packProblem(listRepositories.length, list.length, mostManagedPolicies - others));
  refuseIf('pullRepositories', packProblem(pullRepositories.length, pull.length, room));
  const prefixes = ', or give their common start as `repositoryPrefixes`';
  refuseIf('repositories', packProblem(repositories.length, push.length, room - pull.length, prefixes));

  new LoginPolicy(scope, 'Login', { roles: [role] });
  push.forEach((statement, index) => {
    attach(numbered('Push', index), 'Push images to the named repositories', [statement]);
  });
  pull.forEach((statement, index) => {
    attach(numbered('Pull', index), 'Pull images from the named repositories', [statement]);
  });
  list.forEach((statement, index) => {
    attach(numbered('List', index), 'List the tags of the named repositories', [statement]);
  });
  const credentials = registryStatements(scope, publishing);
  if (credentials.length > 0) attach('Registries', 'Read the credentials of other registries', credentials);
  if (secrets.length > 0) attach('Secrets', 'Read the secrets of builds', secrets);
  attachMirrorPolicy(scope, role, publishing);
  if (repositoryPrefixes.length > 0) {
    const statement = prefixStatement(Stack.of(scope), publishing);
    const policy = attach('PushByPrefix', 'Push images to repositories by the start of their names', [statement]);
    refuseIf('repositoryPrefixes', policySizeProblem(policy, [statement]));
    acknowledgePrefixes(policy, publishing);
  }
  attachDeploymentPolicies(scope, role, deployments);
}

function attacher(scope: Construct, role: IRole) {
  return (id: string, description: string, statements: readonly StatementJson[]): ManagedPolicy =>
    new ManagedPolicy(scope, id, {
      description,
      roles: [role],
      statements: statements.map((statement) => PolicyStatement.fromJson(statement)),
    });
}

function numbered(id: string, index: number): string {
  return index === 0 ? id : `${id}${index + 1}`;
}

function prefixStatement(
  stack: Stack,
  {
    repositoryPrefixes: prefixes = [],
    repositoryPrefixRegion: region = stack.region,
    createRepositories = false,
  }: Publishing,
): StatementJson {
  const registry = `arn:${partitionOf(stack)}:ecr:${region}:${stack.account}:repository`;
  const resources = prefixes.map((prefix) => `${registry}/${prefix}*`);
  const actions = createRepositories ? [...pushActions, 'ecr:CreateRepository'].sort() : pushActions;
  return { Sid: 'PushImagesByPrefix', Effect: 'Allow', Action: actions, Resource: resources };
}

/**
 * Acknowledges only these wildcards, as cdk-nag names them, so that it still finds one that is added to the policy later.
 */
function acknowledgePrefixes(
  policy: ManagedPolicy,
  { repositoryPrefixes: prefixes = [], repositoryPrefixRegion }: Publishing,
): void {
  const { stack } = policy;
  const known = (text: string, name: string) => (Token.isUnresolved(text) ? `<AWS::${name}>` : text);
  const scope = `${known(repositoryPrefixRegion ?? stack.region, 'Region')}:${known(stack.account, 'AccountId')}`;
  const registry = `arn:${known(partitionOf(stack), 'Partition')}:ecr:${scope}:repository`;
  acknowledgeFindings(policy, {
    cdkNag: prefixes.map((prefix) => `AwsSolutions::AwsSolutions-IAM5[Resource::${registry}/${prefix}*]`),
    reason:
      `The role publishes to every repository below ${prefixes.join(', ')}, also to one that is created later. Each ` +
      'wildcard follows a slash and matches this registry only.',
  });
}

/** A prefix that is known only at deploy could match every name. */
function openPrefixProblem(prefix: unknown): Problem {
  return Token.isUnresolved(prefix)
    ? 'must be known at synth, got a token. A short prefix would match every repository.'
    : undefined;
}

function nothingProblem(publishing: Publishing): Problem {
  return publishes(publishing) || (publishing.pullRepositories?.length ?? 0) > 0
    ? undefined
    : 'must name at least one repository, got none';
}

function packProblem(repositories: number, packs: number, most: number, orElse = ''): Problem {
  return packs <= most
    ? undefined
    : `must fit in ${most} managed policies, got ${repositories} repositories in ${packs}; IAM takes ` +
        `${mostManagedPolicies} for a role: split the repositories over several roles${orElse}`;
}
