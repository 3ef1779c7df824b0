import { Match } from 'aws-cdk-lib/assertions';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { account, newOpenStack, newStack, onlyProperties, region, resourcesOf, templateOf } from '../synthesis';
import { addProject, policiesOf, projectName, projectType } from './build-project';

const roleType = 'AWS::IAM::Role';
const policyType = 'AWS::IAM::ManagedPolicy';

test('the role trusts CodeBuild for this project of this account only', () => {
  const stack = newStack();
  addProject(stack);
  expect(onlyProperties(stack, roleType).AssumeRolePolicyDocument).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'codebuild.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnEquals: { 'aws:SourceArn': `arn:aws:codebuild:${region}:${account}:project/${projectName}` },
        },
      },
    ],
  });
});

test('the role trusts the project of the template if its name is not given', () => {
  const stack = newStack();
  addProject(stack, { projectName: undefined });
  const { Name: name } = onlyProperties(stack, projectType);
  const { AssumeRolePolicyDocument: trust } = onlyProperties(stack, roleType);
  expect(JSON.stringify(trust)).toContain(`:project/${String(name)}"`);
});

test('the trust policy has the account and Region of the deployment if those are tokens', () => {
  const stack = newOpenStack();
  addProject(stack);
  const [statement] = (onlyProperties(stack, roleType).AssumeRolePolicyDocument as { Statement: [object] }).Statement;
  expect(statement).toMatchObject({
    Condition: {
      StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      ArnEquals: {
        'aws:SourceArn': {
          'Fn::Join': [
            '',
            expect.arrayContaining([{ Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }, `:project/${projectName}`]),
          ],
        },
      },
    },
  });
});

test('the role has two managed policies and nothing inline', () => {
  const stack = newStack();
  addProject(stack);
  const { Policies: inline, ManagedPolicyArns: others } = onlyProperties(stack, roleType);
  expect([inline, others]).toEqual([undefined, undefined]);
  expect(resourcesOf(stack, policyType)).toHaveLength(2);
  templateOf(stack).resourceCountIs('AWS::IAM::Policy', 0);
});

test('the login is in a separate policy, with its own acknowledgement', () => {
  const stack = newStack();
  addProject(stack);
  const [login, ...more] = resourcesOf(stack, policyType).filter((policy) => JSON.stringify(policy).includes('LogIn'));
  expect(more).toEqual([]);
  expect(login?.Properties.PolicyDocument).toEqual({
    Version: '2012-10-17',
    Statement: [{ Sid: 'LogIn', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' }],
  });
  expect(login?.Metadata?.guard).toEqual({ SuppressedRules: ['IAM_POLICYDOCUMENT_NO_WILDCARD_RESOURCE'] });
});

test('no other policy is acknowledged, and none has a wildcard resource', () => {
  const stack = newStack();
  addProject(stack);
  const [other, ...more] = resourcesOf(stack, policyType).filter(
    (policy) => !JSON.stringify(policy).includes('"LogIn"'),
  );
  expect(more).toEqual([]);
  expect(other?.Metadata).toBeUndefined();
  expect(JSON.stringify(other)).not.toContain('*');
});

test('the project waits for both policies, since CodeBuild tries the connection at once', () => {
  const stack = newStack();
  addProject(stack);
  const policies = Object.keys(templateOf(stack).findResources(policyType));
  expect(resourcesOf(stack, projectType)[0]?.DependsOn).toEqual(expect.arrayContaining(policies));
});

test('the role may create no log group and write no reports', () => {
  const stack = newStack();
  addProject(stack);
  const granted = JSON.stringify(policiesOf(stack));
  expect(granted).not.toMatch(/CreateLogGroup|report|codebuild:/i);
});

test('a grant to the project is in a separate policy of the role', () => {
  const stack = newStack();
  const project = addProject(stack);
  const arn = `arn:aws:ecr:${region}:${account}:repository/base`;
  project.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['ecr:BatchGetImage'], resources: [arn] }),
  );
  templateOf(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'ecr:BatchGetImage', Resource: arn }] },
    Roles: [{ Ref: Match.stringLikeRegexp('Role') }],
  });
});
