import { type App, CfnParameter, Stack } from 'aws-cdk-lib';
import { BuildSpec, type IProject, Project } from 'aws-cdk-lib/aws-codebuild';
import { type IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import { type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ImageBuildProject } from '../../lib/build/image-build-project';
import { addAllPacks } from '../nag-packs';
import { docker, identityPoliciesOf, mayLogIn } from '../simulation';
import { account, env, newApp, newStack, region, resourcesOf, warningsOf } from '../synthesis';

const repositoryArn = `arn:aws:ecr:${region}:${account}:repository/proof-of-concept-repo`;
const roleArn = `arn:aws:iam::${account}:role/service-role/codebuild-proof-of-concept-snapshot-service-role`;
const repositoryOf = (stack: Stack, arn = repositoryArn): IRepository =>
  Repository.fromRepositoryArn(stack, `Repository-${arn}`, arn);
const importedRole = (stack: Stack) => Role.fromRoleArn(stack, 'Role', roleArn);

/** An existing project, with a role that CDK knows. */
const projectWith = (stack: Stack, role: IRole): IProject =>
  new Project(stack, 'Snapshot', {
    projectName: 'proof-of-concept-snapshot',
    role,
    buildSpec: BuildSpec.fromObject({}),
  });

const policies = (stack: Stack) => resourcesOf(stack, 'AWS::IAM::ManagedPolicy').map(({ Properties }) => Properties);

test('a project with an imported role gets two managed policies, attached to that role', () => {
  const stack = newStack();
  ImageBuildProject.allowPublishing(projectWith(stack, importedRole(stack)), repositoryOf(stack));
  expect(policies(stack)).toMatchObject([
    {
      Roles: ['codebuild-proof-of-concept-snapshot-service-role'],
      Description: 'Log in to the registry (docker login)',
    },
    {
      Roles: ['codebuild-proof-of-concept-snapshot-service-role'],
      Description: 'Push images to the named repositories',
    },
  ]);
});

test('its builds push to that repository and to no other', async () => {
  const stack = newStack();
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('codebuild.amazonaws.com') });
  const project = projectWith(stack, role.withoutPolicyUpdates());
  expect(() => {
    ImageBuildProject.allowPublishing(project, repositoryOf(stack));
  }).toThrow('`project` must have a role that CDK can change');
  const other = newStack();
  ImageBuildProject.allowPublishing(projectWith(other, importedRole(other)), repositoryOf(other));
  const caller = {
    principal: roleArn,
    identityPolicies: policies(other).map((policy) => policy.PolicyDocument as object),
  };
  expect(await mayLogIn(caller)).toBe(true);
  expect(await docker('push', caller, { arn: repositoryArn })).toBe('done');
  expect(await docker('push', caller, { arn: `${repositoryArn}-other` })).toBe('refused');
  expect(await docker('pull', caller, { arn: repositoryArn })).toEqual(['ecr:GetDownloadUrlForLayer']);
});

test('its builds may pull too, if the option says so, as after grantPullPush', async () => {
  const stack = newStack();
  ImageBuildProject.allowPublishing(projectWith(stack, importedRole(stack)), repositoryOf(stack), { pull: true });
  const identityPolicies = policies(stack).map((policy) => policy.PolicyDocument as object);
  const caller = { principal: roleArn, identityPolicies };
  expect(await docker('pull', caller, { arn: repositoryArn })).toBe('done');
  expect(await docker('push', caller, { arn: repositoryArn })).toBe('done');
  expect(await docker('pull', caller, { arn: `${repositoryArn}-other` })).toBe('refused');
});

test('several repositories share the policies of the project, and one is allowed twice as once', () => {
  const stack = newStack();
  const project = projectWith(stack, importedRole(stack));
  const repository = repositoryOf(stack);
  ImageBuildProject.allowPublishing(project, repository);
  ImageBuildProject.allowPublishing(project, repository);
  ImageBuildProject.allowPublishing(project, repositoryOf(stack, `${repositoryArn}-2`));
  const [, push, ...more] = policies(stack);
  expect(more).toEqual([]);
  const { Statement: statements } = push?.PolicyDocument as { Statement: { Resource: unknown }[] };
  expect(statements.map(({ Resource: resource }) => resource)).toEqual([[repositoryArn, `${repositoryArn}-2`]]);
});

const byHand = (arn: string) => `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "LogIn",
      "Effect": "Allow",
      "Action": "ecr:GetAuthorizationToken",
      "Resource": "*"
    },
    {
      "Sid": "PushImages",
      "Effect": "Allow",
      "Action": [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:CompleteLayerUpload",
        "ecr:InitiateLayerUpload",
        "ecr:PutImage",
        "ecr:UploadLayerPart"
      ],
      "Resource": "${arn}"
    }
  ]
}`;

const refused = 'Attach this policy to the role by hand.\n';

test.each<[string, (stack: Stack) => IProject, string]>([
  [
    'is imported, and CDK does not know its role',
    (stack) => Project.fromProjectName(stack, 'Snapshot', 'snapshot'),
    "got 'Stack/Snapshot', whose role is unknown. ",
  ],
  [
    'has an imported role that CDK must not change',
    (stack) => projectWith(stack, Role.fromRoleArn(stack, 'Role', roleArn, { mutable: false })),
    "got 'Stack/Snapshot', whose role 'Stack/Role' cannot be changed. ",
  ],
  [
    'has a role of another account',
    (stack) => projectWith(stack, Role.fromRoleArn(stack, 'Role', roleArn.replace(account, '999999999999'))),
    "got 'Stack/Snapshot', whose role 'Stack/Role' cannot be changed. ",
  ],
])('fails when the project %s, and shows the policy', (_, project, got) => {
  const stack = newStack();
  expect(() => {
    ImageBuildProject.allowPublishing(project(stack), repositoryOf(stack));
  }).toThrow(new Error(`\`project\` must have a role that CDK can change, ${got}${refused}${byHand(repositoryArn)}`));
  expect(policies(stack)).toEqual([]);
});

test('the policy to attach by hand has a placeholder for an ARN that is a token', () => {
  const stack = newStack();
  const arn = new CfnParameter(stack, 'Arn').valueAsString;
  const repository = Repository.fromRepositoryAttributes(stack, 'Open', { repositoryArn: arn, repositoryName: 'open' });
  expect(() => {
    ImageBuildProject.allowPublishing(Project.fromProjectName(stack, 'Snapshot', 'snapshot'), repository);
  }).toThrow(
    "Attach this policy to the role by hand. Replace VALUE_OF_Arn (the value of 'Arn' of stack 'Stack').\n" +
      byHand('VALUE_OF_Arn'),
  );
});

test('a repository of another account must allow the role as well, which a warning says', () => {
  const stack = newStack();
  const project = projectWith(stack, importedRole(stack));
  ImageBuildProject.allowPublishing(project, repositoryOf(stack));
  expect(warningsOf(stack)).toEqual([]);
  ImageBuildProject.allowPublishing(project, repositoryOf(stack, 'arn:aws:ecr:eu-west-1:999999999999:repository/app'));
  expect(warningsOf(stack)).toEqual([
    "The repository 'app' is in account 999999999999, so its policy must allow the role as well. " +
      `Call allowPush(ImageConsumer.role('${roleArn}')) in a stack of that account. ` +
      '[ack: Annotation::cdk-ecr-publishing:RepositoryOfOtherAccount]',
  ]);
});

test('no pack of cdk-nag finds anything', () => {
  const app: App = newApp();
  addAllPacks(app);
  const stack = new Stack(app, 'Stack', { env });
  const project = Project.fromProjectName(stack, 'Imported', 'snapshot');
  Object.defineProperty(project, 'role', { value: importedRole(stack) });
  ImageBuildProject.allowPublishing(project, repositoryOf(stack));
  expect(policies(stack)).toHaveLength(2);
  expect(identityPoliciesOf(stack, {})).toHaveLength(2);
  expect(() => app.synth()).not.toThrow();
});
